using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Diagnoses;

internal sealed class RelaySwallowsStun() : Diagnosis("D07", "relay-swallows-stun", "relay swallows STUN",
    "rtpproxy (no STUN), the ICE= flags of rtpengine, an old MediaProxy", ["HOP003", "HOP002"])
{
    protected override IReadOnlyList<string> Explains => ["HOP002", "HOP003", "ICE035", "ICE036", "ICE034"];

    internal override Cause? Find(Symptoms seen)
    {
        foreach (var finding in seen.Findings)
        {
            if (finding.Rule.Code is not ("HOP003" or "HOP002")) continue;
            if (finding.Place is { Message.Sdp: { } sdp, Media: >= 0 and var index } && index < sdp.Media.Count
                && Find(seen, finding, sdp.Media[index]) is { } cause) return cause;
        }
        return null;
    }

    private Cause? Find(Symptoms seen, Finding finding, SdpMedia media)
    {
        var relay = media.Default;
        if (relay.IsNone || !IsCandidate(media, relay)) return null;
        var checks = seen.Seen.Checks.Where(check => check.To == relay
            && seen.Linted.Trace.Windows[check.Point].GoesOn(check.Time, LongEnough)).ToList();
        if (checks.Count == 0 || checks.Exists(check => check.IsSuccess) || seen.Seen.Checks.Any(check => check.From == relay)) return null;
        return Sure(seen, $"The relay {relay} was put into the candidates (frame {finding.Place.Frame}) but does not answer STUN: "
            + $"{checks.Count} checks to it fail.",
            new Evidence(checks[0].Transaction.File, checks[0].Transaction.Frame, "the first check to it"));
    }

    private static bool IsCandidate(SdpMedia media, Endpoint endpoint)
    {
        foreach (var candidate in media.Candidates)
        {
            if (candidate.Endpoint == endpoint) return true;
        }
        return false;
    }

    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(2);
}
