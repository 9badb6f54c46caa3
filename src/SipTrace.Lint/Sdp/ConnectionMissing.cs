namespace SipTrace.Lint.Sdp;

internal sealed class ConnectionMissing() : SdpRule("SDP005", "connection-missing", Severity.Error, "RFC 8866 §5.7")
{
    public override string Why =>
        "A stream needs an address to send to: a c= line of its own, or that of the session. Without either, the peer cannot send, "
        + "and refuses the "
        + "body. A stream with port 0 needs none.";

    public override string Bad => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        t=0 0
        m=audio 11780 RTP/AVP 8 0
        """;

    public override string Good => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        t=0 0
        m=audio 11780 RTP/AVP 8 0
        c=IN IP4 192.0.2.23
        m=video 0 RTP/AVP 97
        """;

    public override void Check(SdpBody body, Report report)
    {
        foreach (var media in body.Media)
        {
            if (media.IsLive && media.Connection is null) report.Add(body.At(media.Line), $"m={media.Kind} has no c=, nor has the session");
        }
    }
}
