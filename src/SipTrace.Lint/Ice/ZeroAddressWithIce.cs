namespace SipTrace.Lint.Ice;

internal sealed class ZeroAddressWithIce() : SdpRule("ICE016", "zero-address-with-ice", Severity.Warning, "RFC 8839 §4.4.1.1.1")
{
    public override string Why =>
        "c=0.0.0.0 was the hold of RFC 2543. With ICE it means something else: the peer takes it for an ICE restart, and checks anew. "
        + "Hold is a=sendonly or a=inactive. With port 9 it is no hold but says that candidates are still to come.";

    public override string Bad => Good.Replace("c=IN IP4 192.0.2.23", "c=IN IP4 0.0.0.0", StringComparison.Ordinal);

    public override string Good => IceExample.Alice(IceExample.AliceRtp, "a=sendonly", "a=rtcp-mux", IceExample.AliceHost);

    public override void Check(SdpBody body, Report report)
    {
        foreach (var media in body.Media)
        {
            if (media.HasOwnTransport && media.HasAnyIce && media.Port != 9 && media.Connection is { Address: { IsZero: true } address })
                report.Add(body.ConnectionOf(media), $"c={address.Text} with ICE: to the peer this is an ICE restart, not hold");
        }
    }
}
