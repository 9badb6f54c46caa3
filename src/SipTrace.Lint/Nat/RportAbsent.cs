using SipTrace.Correlation.Sip;
using SipTrace.Wire.Sip;

namespace SipTrace.Lint.Nat;

internal sealed class RportAbsent() : SipRule("NAT003", "rport-absent", Severity.Warning, "RFC 3581 §3; RFC 3261 §18.2.2")
{
    private const int DefaultPort = 5060;

    public override string Why =>
        "The request comes from another port than its Via names, and does not ask for rport: by RFC 3261 its answers go to the port "
        + "of the Via, which the NAT maps to nobody. Many servers answer to the source all the same.";

    public override string Bad => Good.Replace(";rport", "", StringComparison.Ordinal);

    public override string Good => NatExample.Behind(NatExample.Register().Ok());

    public override Fold Fold => Fold.Call;

    public override void Check(TranscriptMessage message, LintedCall call, Report report)
    {
        if (!message.IsRequest || message.ViaCount != 1 || message.Record.Transport != SipTransport.Udp || message.Source.IsNone) return;
        var via = SipVia.Parse(message.Parse().TopVia);
        var port = via.SentBy.Port == 0 ? DefaultPort : via.SentBy.Port;
        if (via.HasRport || port == message.Source.Port) return;
        var sentBy = System.Text.Encoding.UTF8.GetString(via.SentBy.Host);
        report.Add(Place.Header(message, "Via"u8), $"sent from {message.Source}, Via says {sentBy}:{port} and has no rport: answers go to "
            + "the wrong port");
    }
}
