using SipTrace.Correlation.Sip;

namespace SipTrace.Lint.Sip;

internal sealed class UdpMessageTooLarge() : SipRule("SIP005", "udp-message-too-large", Severity.Info, "RFC 3261 §18.1.1")
{
    // An Ethernet packet less the headers of IPv4 and UDP. The RFC's 1300 are exceeded by offers with ICE every day.
    internal const int Largest = 1472;

    public override string Why =>
        "A request over UDP that does not fit one packet travels as IP fragments, which NATs and firewalls like to drop: then only "
        + "the large requests get no answer. TCP has no such limit; fewer codecs and candidates help too.";

    public override string Bad => new Example().Invite(Sdp(16)).Response("486 Busy Here").ToString();

    public override string Good => new Example().Invite(Sdp(8)).Response("486 Busy Here").ToString();

    public override Fold Fold => Fold.Call;

    public override void Check(TranscriptMessage message, LintedCall call, Report report)
    {
        if (message.IsRequest && message.Record.Transport == SipTransport.Udp && message.Text.Length > Largest)
            report.Add(Place.StartLine(message), $"a {message.Text.Length}-octet {message.Method} over UDP: it travels as IP fragments");
    }

    private static string Sdp(int lines) => Example.Sdp("192.0.2.23",
        ["m=audio 11780 RTP/AVP 8", .. Enumerable.Range(0, lines).Select(i =>
            $"a=x-capability-{i}:a line that tells the peer of something it has no use for")]);
}
