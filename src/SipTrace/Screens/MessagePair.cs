using SipTrace.Correlation;
using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;
using SipTrace.Output;

namespace SipTrace.Screens;

/// <summary>Two messages to compare, and what is different in their SDP. For the session's thread.</summary>
/// <param name="Before">The left one.</param>
/// <param name="After">The right one.</param>
/// <param name="Changes">The difference of their session descriptions; no line where they have none.</param>
internal sealed record MessagePair(FlowMessage Before, FlowMessage After, IReadOnlyList<TextLine> Changes)
{
    /// <summary>Any two messages.</summary>
    public static MessagePair Of(Trace trace, ScreenStack stack, FlowMessage before, FlowMessage after)
    {
        if (before.Call is not { } call || after.Call is not { } other) return new MessagePair(before, after, []);
        var transcript = CallTranscript.Read(trace, other);
        var left = Find(call == other ? transcript : CallTranscript.Read(trace, call), before.Index);
        var right = Find(transcript, after.Index);
        return left is { Sdp: not null } && right is { Sdp: not null }
            ? new MessagePair(before, after, [.. Lines(SdpStep.Between(transcript, left, right), stack)])
            : new MessagePair(before, after, []);
    }

    /// <summary>A message before and after the hop it passed; null where it was seen on one leg only.</summary>
    public static MessagePair? AtHop(Trace trace, ScreenStack stack, FlowMessage message)
    {
        if (message.Call is not { } call || Find(CallTranscript.Read(trace, call), message.Index) is not { } found) return null;
        var hop = found.Logical.Hops.FirstOrDefault(hop => IsOn(hop.Before, found)) ?? found.Logical.Hops.FirstOrDefault(hop => IsOn(hop.After, found));
        return hop is null ? null : Of(trace, stack, Read(trace, stack, call, hop.Before), Read(trace, stack, call, hop.After));
    }

    /// <summary>A message with SDP and the one before it, of the same sender to the same receiver, that had some; else of the same leg; null where none had.</summary>
    public static MessagePair? WithEarlier(Trace trace, ScreenStack stack, FlowMessage message)
    {
        if (message.Call is not { } call || Find(CallTranscript.Read(trace, call), message.Index) is not { Sdp: not null } found) return null;
        var earlier = found.Leg.Messages.TakeWhile(other => other != found).Where(other => other.Sdp is not null && !other.IsRepeat).ToArray();
        var before = Array.FindLast(earlier, other => other.Source == found.Source && other.IsRequest == found.IsRequest) ?? earlier.LastOrDefault();
        return before is null ? null : Of(trace, stack, Read(trace, stack, call, before), message);
    }

    private static TranscriptMessage? Find(CallTranscript transcript, int index) => transcript.Messages.Find(message => message.Index == index);

    private static bool IsOn(TranscriptMessage sighting, TranscriptMessage message) => sighting.Source == message.Source && sighting.Destination == message.Destination;

    private static FlowMessage Read(Trace trace, ScreenStack stack, Call call, TranscriptMessage message) => FlowMessage.Read(trace, call, message.Index, stack);

    private static IEnumerable<TextLine> Lines(SdpStep step, ScreenStack stack)
    {
        yield return TextLine.Of(SdpDiffText.Heading(step), Ink.Strong);
        foreach (var (ink, line) in SdpDiffText.Lines(step, stack.Settings.ShowsSecrets)) yield return TextLine.Of(line, ink);
    }
}
