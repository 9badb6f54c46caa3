namespace SipTrace.Lint.Diagnoses;

internal sealed class RtcpCannotArrive() : Diagnosis("D21", "rtcp-cannot-arrive", "RTCP goes astray",
    "a=rtcp, rtcp-mux", ["RTCP001", "HOP005", "ICE013"])
{
    protected override IReadOnlyList<string> Explains => ["RTCP001", "HOP005", "ICE013"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.First("RTCP001") is not { } astray) return LeftBehind(seen);
        return Sure(seen, $"Reports and keepalives of {seen.NameOf(astray.Place.Sender)} are lost, media itself is not touched: "
            + $"{astray.Message} (frame {astray.Place.Frame}).");
    }

    // The address of RTCP was left as it was where that of RTP changed: reports leave, and none comes.
    private Cause? LeftBehind(Symptoms seen)
    {
        if (seen.First("HOP005", "ICE013") is not { } left) return null;
        var tag = left.Place.Sender;
        if (seen.Seen.RtcpFlows.FirstOrDefault(flow => flow.Ends.ReceiverTag == tag) is not null) return null;
        if (seen.Seen.RtcpFlows.FirstOrDefault(flow => flow.Ends.SenderTag == tag) is not { } sent) return null;
        return Sure(seen, $"{seen.NameOf(tag)} sends RTCP (frame {sent.Path.FirstFrame}) and gets none: {left.Message} (frame "
            + $"{left.Place.Frame}); media "
            + "itself is not touched.", new Evidence(sent.Path.File, sent.Path.FirstFrame, "RTCP leaves"));
    }
}
