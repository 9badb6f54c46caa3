
namespace SipTrace.Lint.Sdp;

internal sealed class PrivateAddressHint() : SdpRule("SDP014", "private-address-hint", Severity.Info, "")
{
    private static readonly string[] hints = ["x-private", "alt", "oldmediaip", "oldmediaip6", "nortpproxy"];

    public override string Why =>
        "Before ICE, phones and proxies left notes about private addresses in lines of their own (snom's a=x-private, CounterPath's a=alt, "
        + "a=oldmediaip and a=nortpproxy of SER and its heirs). Only their own kind reads them; they tell that somebody changed or "
        + "relayed the body.";

    public override string Bad => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        c=IN IP4 203.0.113.99
        t=0 0
        m=audio 11780 RTP/AVP 8 0
        a=oldmediaip:192.168.1.10
        """;

    public override string Good => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        c=IN IP4 203.0.113.99
        t=0 0
        m=audio 11780 RTP/AVP 8 0
        a=X-GS-Feature:on
        a=direction:both
        """;

    public override Fold Fold => Fold.Agent;

    public override void Check(SdpBody body, Report report)
    {
        foreach (ref readonly var line in body.Document.Lines)
        {
            if (line.Type != 'a') continue;
            foreach (var hint in hints)
            {
                if (line.IsAttribute(hint)) report.Add(body.At(line), $"a={line.Text}: a hint about a private address, no ICE");
            }
        }
    }
}
