namespace SipTrace.Lint.Diagnoses;

internal sealed class RewrittenSdp() : Diagnosis("D01", "sdp-rewritten-ice-dead", "ICE killed: SDP rewritten",
    "Kamailio fix_nated_sdp, rtpproxy or rtpengine without ICE handling, an SBC profile, a SIP ALG; rtpengine ICE=force or ICE=remove "
        + "instead", ["HOP001", "ICE012"])
{
    protected override IReadOnlyList<string> Explains => ["HOP001", "ICE012", "ICE022", "HOP002", "RTP001", "RTP002", "ICE034"];

    internal override Cause? Find(Symptoms seen)
    {
        var mismatch = seen.First("ICE022");
        var effect = mismatch is null ? "" : $" {seen.NameOf(mismatch.Place.Sender)} sees an ICE mismatch and does not use ICE (frame "
            + $"{(mismatch.Place.Message?.Logical.First ?? mismatch.Place.Message)?.Frame}).";
        if (seen.First("HOP001") is { Place.Message: { } after } rewritten)
        {
            var isOneFile = rewritten.Evidence.Count > 0 && rewritten.Evidence[0].File == after.Record.File;
            var frames = isOneFile ? $"frames {rewritten.Evidence[0].Frame} and {after.Frame}" : $"frame {after.Frame}";
            var candidates = after.Sdp?.Media.FirstOrDefault(m => m.Index == rewritten.Place.Media)?.Candidates.Count ?? 0;
            var change = rewritten.Message.Split(" and left ")[0];
            return Sure(seen, $"{change} in the {Symptoms.Words(after)} ({frames}) and left the {candidates} "
                + $"candidate{(candidates == 1 ? "" : "s")} "
                + $"as they were.{effect}");
        }
        foreach (var finding in seen.Findings.Where(f => f.Rule.Code == "ICE012"))
        {
            if (finding.Place.Message is not { Sdp: { } sdp, IsRequest: true, ViaCount: > 1 } message) continue;
            if (sdp.Media.FirstOrDefault(m => m.Index == finding.Place.Media) is not { } media) continue;
            if (media.Candidates.Any(candidate => candidate.Endpoint.HasSameAddress(media.Default))) continue;
            if (mismatch is null && seen.Seen.Flows.Any(flow => flow.Source == media.Default)) continue;
            var text = $"{message.Source.AddressText()}, or something before it, wrote {media.Default} into c= and m= of the "
                + $"{Symptoms.Words(message)} (frame {message.Frame}) "
                + $"and left the {media.Candidates.Count} candidates of {seen.NameOf(message.SenderTag)}, none of which has that "
                    + $"address.{effect}";
            return mismatch is null ? Likely(seen, text) : Sure(seen, text);
        }
        return null;
    }
}
