using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;

namespace SipTrace.Output;

/// <summary>Draws the difference of two session descriptions for people: a line for each change, each with its colour.</summary>
internal static class SdpDiffText
{
    /// <summary>What is compared: <c>INVITE (frame 1) &gt; its 200 OK (frame 5)</c>.</summary>
    public static string Heading(SdpStep step)
    {
        var (before, after) = (Name(step.Before), Name(step.After));
        return WireText.Clean(step.Kind switch
        {
            SdpStepKind.Hop => $"{before} and frame {step.After.Frame}: changed by {step.Hop!.Name}{(step.Hop.HasSipElement ? "" : ", which is no SIP element")}",
            SdpStepKind.OfferAnswer => $"offer in {before}, answer in {after}",
            SdpStepKind.Offers => $"{before}, then the offer in {after}",
            _ => $"{before}, then the answer in {after}",
        });
    }

    /// <summary>The changes, m= line by m= line.</summary>
    /// <param name="step">What is compared.</param>
    /// <param name="showSecrets">Whether passwords and keys are told.</param>
    public static IEnumerable<(Ink Ink, string Text)> Lines(SdpStep step, bool showSecrets)
    {
        if (step.Changes.Count == 0) yield return (Ink.Faint, step.Kind == SdpStepKind.OfferAnswer ? "  taken as offered" : "  nothing changed");
        var media = -2;
        foreach (var change in step.Changes)
        {
            if ((change.Media ?? -1) != media)
            {
                media = change.Media ?? -1;
                yield return (Ink.Strong, "  " + SectionOf(step, change));
            }
            yield return Line(change, showSecrets);
        }
    }

    private static (Ink Ink, string Text) Line(SdpChange change, bool showSecrets)
    {
        var (ink, sign) = change.Before is null ? (Ink.Good, '+') : change.After is null ? (Ink.Bad, '-') : (Ink.Warn, '~');
        var (before, after) = (Clean(change.Before), Clean(change.After));
        var value = before is null ? after : after is null ? before : $"{before} > {after}";
        return (ink, $"  {sign} {NameOf(change.What),-11} {value}");

        string? Clean(string? wire) => wire is null ? null : WireText.Clean(showSecrets ? wire : Secrets.Mask(wire));
    }

    /// <summary>The subject as JSON names it.</summary>
    public static string NameOf(SdpSubject subject) => subject switch
    {
        SdpSubject.Media => "media",
        SdpSubject.Port => "port",
        SdpSubject.Connection => "connection",
        SdpSubject.Protocol => "protocol",
        SdpSubject.Codec => "codec",
        SdpSubject.CodecOrder => "codec_order",
        SdpSubject.Direction => "direction",
        SdpSubject.Candidate => "candidate",
        SdpSubject.Credentials => "credentials",
        SdpSubject.Origin => "origin",
        SdpSubject.Attribute => "attribute",
        _ => "line",
    };

    private static string SectionOf(SdpStep step, SdpChange change)
    {
        if (change.Media is not { } index) return "session";
        var document = index < step.After.Sdp!.Media.Count ? step.After.Sdp : step.Before.Sdp!;
        var ufrags = step.Changes.Count(other => other.Media == index && other is { What: SdpSubject.Credentials, Before: not null, After: not null });
        var restart = ufrags == 2 && step.Kind is SdpStepKind.Offers or SdpStepKind.Answers ? ", ICE restart" : "";
        return WireText.Clean($"m={document.Media[index].Kind}{(change.Mid.Length > 0 ? $" (mid {change.Mid})" : "")}, line {index + 1}{restart}");
    }

    private static string Name(TranscriptMessage message) =>
        $"{(message.IsRequest ? message.Method : $"{message.Status} to {message.Method}")} (frame {message.Frame})";
}
