using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Sdp;

internal sealed class RtcpAttributeWrong() : SdpRule("SDP012", "rtcp-attribute-wrong", Severity.Error, "RFC 3605 §2.1; RFC 3550 §11")
{
    public override string Why =>
        "a=rtcp says where RTCP goes: a port, perhaps with IN, IP4 or IP6 and an address. It cannot be the port of RTP unless "
        + "a=rtcp-mux is there, "
        + "too. Else reports are lost, and with them the keepalives of that port.";

    public override string Bad => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        c=IN IP4 192.0.2.23
        t=0 0
        m=audio 11780 RTP/AVP 8 0
        a=rtcp:11780
        """;

    public override string Good => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        c=IN IP4 192.0.2.23
        t=0 0
        m=audio 11780 RTP/AVP 8 0
        a=rtcp:11780 IN IP4 192.0.2.23
        a=rtcp-mux
        """;

    public override void Check(SdpBody body, Report report)
    {
        foreach (var media in body.Media)
        {
            if (!media.IsLive || !media.TryGetAttribute("rtcp", out var line)) continue;
            var rtcp = media.Rtcp;
            if (rtcp is null or { Port: 0 } or { Address: { IsLiteral: false, IsName: false } })
                report.Add(body.At(line), $"a=rtcp:{line.AttributeText} is not a port, or a port with IN IP4 or IP6 and an address");
            else if (!media.IsRtcpMux && !media.HasDummyDefault && rtcp.Port == media.Port && IsSameAddress(media, rtcp))
                report.Add(body.At(line), "RTCP on the RTP port without a=rtcp-mux");
        }
    }

    private static bool IsSameAddress(SdpMedia media, SdpRtcp rtcp) =>
        rtcp.Address is not { } address || media.Connection is { } connection && connection.Address.IsSameAs(address);
}
