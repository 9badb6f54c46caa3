namespace SipTrace.Lint.Diagnoses;

internal sealed class RtcpCannotArrive() : Diagnosis("D21", "rtcp-cannot-arrive", "RTCP goes astray",
    "a=rtcp, rtcp-mux")
{
    protected override IReadOnlyList<string> Explains => ["RTCP001", "HOP005", "ICE013"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.First("RTCP001") is not { } astray) return null;
        return Sure(seen, $"Reports and keepalives of {seen.NameOf(astray.Place.Sender)} are lost, media itself is not touched: "
            + $"{astray.Message} (frame {astray.Place.Frame}).");
    }
}
