using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Sdp;

namespace SipTrace.Output;

/// <summary>Draws the difference of two session descriptions for people: a line for each change, each with its colour.</summary>
internal static class SdpDiffText
{
    /// <summary>What is compared: <c>offer in INVITE (frame 1), answer in 200 to INVITE (frame 5)</c>.</summary>
    /// <param name="step">What is compared.</param>
    /// <param name="fileOf">The name of an input by its index, where there are several.</param>
    public static string Heading(SdpStep step, Func<int, string>? fileOf = null)
    {
        var (before, after) = (Name(step.Before), Name(step.After));
        return WireText.Clean(step.Kind switch
        {
            SdpStepKind.Hop => $"{before}, then {FrameOf(step.After)}: changed by {step.Hop!.Name}{(step.Hop.HasSipElement ? "" : ", which is no SIP element")}",
            SdpStepKind.OfferAnswer => $"offer in {before}, answer in {after}",
            SdpStepKind.Offers => $"{before}, then the offer in {after}",
            _ => $"{before}, then the answer in {after}",
        });

        string Name(TranscriptMessage message) => $"{(message.IsRequest ? message.Method : $"{message.Status} to {message.Method}")} ({FrameOf(message)})";
        string FrameOf(TranscriptMessage message) => fileOf is null ? $"frame {message.Frame}" : $"{fileOf(message.Record.File)} frame {message.Frame}";
    }

    /// <summary>The changes, m= line by m= line.</summary>
    /// <param name="step">What is compared.</param>
    /// <param name="showSecrets">Whether passwords and keys are told.</param>
    public static IEnumerable<(Ink Ink, string Text)> Lines(SdpStep step, bool showSecrets) => step is { Kind: SdpStepKind.OfferAnswer, Changes.Count: 0 }
        ? [(Ink.Faint, "  taken as offered")]
        : Lines(step.Changes, step.Before.Sdp!, step.After.Sdp!, step.Kind is SdpStepKind.Offers or SdpStepKind.Answers, showSecrets);

    /// <summary>The changes from one description to another.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="before">The first description.</param>
    /// <param name="after">The second.</param>
    /// <param name="canRestart">Whether one side said both, so that new credentials restart ICE.</param>
    /// <param name="showSecrets">Whether passwords and keys are told.</param>
    public static IEnumerable<(Ink Ink, string Text)> Lines(
        IReadOnlyList<SdpChange> changes, SdpDocument before, SdpDocument after, bool canRestart, bool showSecrets)
    {
        if (changes.Count == 0) yield return (Ink.Faint, "  nothing changed");
        var media = -2;
        foreach (var change in changes)
        {
            if ((change.Media ?? -1) != media)
            {
                media = change.Media ?? -1;
                var renewed = changes.Count(other => other.Media == media && other is { What: SdpSubject.Credentials, Before: not null, After: not null });
                yield return (Ink.Strong, $"  {SectionOf(change, media < after.Media.Count ? after : before)}{(canRestart && renewed == 2 ? ", ICE restart" : "")}");
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

    private static string SectionOf(SdpChange change, SdpDocument document) => change.Media is not { } index ? "session"
        : WireText.Clean($"m={document.Media[index].Kind}{(change.Mid.Length > 0 ? $" (mid {change.Mid})" : "")}, line {index + 1}");
}
