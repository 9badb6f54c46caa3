using System.Globalization;
using SipTrace.Correlation.Ice;
using SipTrace.Wire.Bytes;

namespace SipTrace.Commands;

/// <summary>What happened in an ICE session, in sentences; what is inferred, or cannot be seen, is said to be so.</summary>
internal static class IceStory
{
    /// <summary>The sentences.</summary>
    public static IEnumerable<string> Of(IceSession session)
    {
        if (session.FirstCheck is { } check) yield return $"{Ms(session, check)} the first check";
        if (session.FirstSuccess is { } success) yield return $"{Ms(session, success)} the first that succeeded";
        foreach (var pair in session.Selected)
        {
            yield return $"{Ms(session, pair.NominatedAt)} {IceWords.ComponentOf(pair.Component)}: {pair.Offerer} ({pair.OffererType ?? "?"}) and "
                + $"{pair.Answerer} ({pair.AnswererType ?? "?"}) nominated";
        }
        if (session.FirstRtp is { } rtp) yield return $"{Ms(session, rtp)} the first RTP";
        if (session.Nomination != NominationStyle.None) yield return $"nomination is {session.Nomination.ToString().ToLowerInvariant()}";
        var missing = session.Components.Except(session.Selected.Select(pair => pair.Component)).ToArray();
        if (session.FirstCheck is not null && missing.Length > 0) yield return $"nothing was nominated for {string.Join(" and ", missing.Select(IceWords.ComponentOf))}";
        if (session.RoleConflicts > 0) yield return $"role conflicts: {session.RoleConflicts} answers 487";
        var found = session.Pairs.Count(pair => pair.Point >= 0 && pair.IsDiscovery);
        if (found > 0) yield return $"peer-reflexive addresses, which no SDP announced, took part in {found} of the directions seen";
        if (session.TrickledCandidates > 0) yield return $"{session.TrickledCandidates} candidates came by INFO";
        if (session.ConsentChecks > 0) yield return $"{session.ConsentChecks} checks kept up consent on the selected pairs" + (session.HasConsentExpired ? ", until it expired" : "");
        if (session.KeepAlives > 0) yield return $"{session.KeepAlives} indications kept the paths open";
        if (session.HasUpdatedOffer) yield return "a later offer names what was selected (a=remote-candidates)";
        if (session.MediaFollowedSelection == true) yield return "media went over the selected pair";
        if (session.MediaFollowedSelection == false) yield return "media did not, or not both ways, go over the selected pair";
        foreach (var line in Unseen(session)) yield return line;
    }

    private static IEnumerable<string> Unseen(IceSession session)
    {
        if (session.Answerer is null)
        {
            yield return "no answer with ICE was seen";
            yield break;
        }
        if (session.FirstCheck is null)
        {
            yield return session.HasUpdatedOffer
                ? "no check was seen: this capture does not see the media's path; that it completed is inferred from the later offer"
                : "no check was seen: this capture does not see the media's path, or nobody sent any";
            yield break;
        }
        foreach (var side in (IceSide[])[IceSide.Offerer, IceSide.Answerer])
        {
            if (session[side] is { IsLite: false } && !session.Pairs.Any(pair => pair.Point >= 0 && pair.Sender == side))
                yield return $"no check of the {IceWords.Of(side)} was seen";
        }
    }

    private static string Ms(IceSession session, Timestamp time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(time - session.Started).TotalMilliseconds,9:F1} ms").TrimEnd();
}
