using System.Text;
using SipTrace.Commands;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Lint;
using SipTrace.Output;
using SipTrace.Terminal;
using SipTrace.Wire.Sdp;
using SipTrace.Wire.Sip;

namespace SipTrace.Screens;

/// <summary>One message as the screens show it: copied out of the trace, visible text only.</summary>
internal sealed class FlowMessage
{
    private FlowMessage(MessageView view, Settings settings, Clock clock, IEnumerable<Finding> findings)
    {
        Index = view.Index;
        Call = view.Call;
        CSeq = view.Message.CSeq;
        Frame = view.Message.Frame;
        Label = WireText.Clean(view.Label);
        Head = $"frame {view.Message.Frame}  {clock.DateAndTime(view.Message.Time)} {clock.ZoneAt(view.Message.Time)}  {view.Source} > {view.Destination}  "
            + CallWords.Of(view.Message.Transport) + (view.Message.IsRetransmission ? "  retransmission" : view.Message.IsCopy ? "  copy" : "")
            + (view.Message.IsCut ? "  cut by the capture" : "");
        Lines = [.. WireText.CleanLines(settings.Masked(view.Bytes.Span))];
        Sdp = view.HasSdp ? SdpOf(view.Bytes.Span) : "";
        Findings = [.. findings.Where(finding => finding.Line > 0 && finding.Place.Message?.Index == view.Index).Select(finding => FindingMark.Of(finding, settings))];
    }

    /// <summary>Its index in the trace.</summary>
    public int Index { get; }

    /// <summary>The call it belongs to.</summary>
    public Call? Call { get; }

    /// <summary>Its CSeq number.</summary>
    public uint CSeq { get; }

    /// <summary>Its frame.</summary>
    public int Frame { get; }

    /// <summary><c>INVITE (SDP)</c>.</summary>
    public string Label { get; }

    /// <summary>Frame, time, addresses.</summary>
    public string Head { get; }

    /// <summary>Its text.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Its SDP in a few words: <c>audio 192.0.2.1:4000 PCMU opus sendonly</c>; empty where there is none.</summary>
    public string Sdp { get; }

    /// <summary>What the rules say of its lines.</summary>
    public IReadOnlyList<FindingMark> Findings { get; }

    /// <summary>Reads a message. On the session's thread.</summary>
    public static FlowMessage Read(Trace trace, Call? call, int index, ScreenStack stack) =>
        new(new MessageView(trace, call, index), stack.Settings, stack.Job.Clock, call is null ? [] : stack.Findings.Known(call) ?? []);

    /// <summary>Its lines, coloured, what the rules say under the lines they mean.</summary>
    public IEnumerable<TextLine> Colored()
    {
        var number = 0;
        foreach (var line in MessageColors.Of(Lines))
        {
            var own = Findings.Where(mark => mark.Line == number).ToArray();
            number++;
            yield return own.Length == 0 ? line
                : line with { Spans = [.. line.Spans, .. own.Select(mark => new TextSpan(mark.Start, mark.Length, new Style(mark.Ink, Emphasis.Underline)))] };
            foreach (var mark in own) yield return TextLine.Of($"{new string(' ', mark.Start)}^ {mark.Text}", mark.Ink);
        }
    }

    private static string SdpOf(ReadOnlySpan<byte> message)
    {
        if (!SipText.TryParse(message, isCut: true, out var text) || !text.TryGetSdp(out var sdp)) return "";
        var words = new StringBuilder();
        foreach (var media in SdpDocument.Parse(sdp).Media)
        {
            if (words.Length > 0) words.Append("; ");
            words.Append(media.Kind).Append(' ').Append(media.Default.IsNone ? media.PortText : media.Default.ToString());
            foreach (var codec in media.Codecs.Where(codec => !codec.IsHelperFormat).Take(3)) words.Append(' ').Append(codec.Name);
            if (media.Direction != MediaDirection.SendRecv) words.Append(' ').Append(media.Direction.ToString().ToLowerInvariant());
        }
        return WireText.Clean(words.ToString());
    }
}
