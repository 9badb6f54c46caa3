using SipTrace.Correlation.Evidence;
using SipTrace.Wire.Bytes;

namespace SipTrace.Lint.Rtp;

internal sealed class SourceNotAnnounced() : CallRule("RTP006", "source-not-announced", Severity.Info, RuleScope.DialogRtp,
    "RFC 4961 §3, §4")
{
    private const int Enough = 10;

    public override string Why =>
        "Media comes from an address that its sender did not name. Another host: a NAT is in between, and only a receiver that "
        + "sends back to where media comes from reaches it. The same host and another port: it does not send from where it listens, "
        + "which no NAT lets through.";

    public override string Bad => Session("192.0.2.23:40112");

    public override string Good => Session(MediaExample.Alice);

    public override void Check(LintedCall call, Report report)
    {
        if (call.HasCutSdp) return;
        foreach (var flow in call.Seen.Flows)
        {
            var ends = flow.Ends;
            if (ends.Source is not null || ends.Destination is null || flow.Stream.Unique < Enough) continue;
            Check(call, flow, report);
        }
    }

    private static void Check(LintedCall call, RtpFlow flow, Report report)
    {
        var mine = call.Seen.Addresses.FindAll(address => address.Tag == flow.Ends.SenderTag);
        if (mine.Count == 0 || IsKnown(call, flow)) return;
        var reason = mine.Exists(address => address.Endpoint.HasSameAddress(flow.Source))
            ? "it does not send from the port where it receives" : "a NAT or a relay: the receiver must send to where media comes from";
        report.Add(flow.First(), $"RTP from {flow.Source}, which its sender did not announce; {reason}", once: flow.Source.ToString());
    }

    // A check came from there, or the capture is at a host behind a 1:1 NAT.
    private static bool IsKnown(LintedCall call, RtpFlow flow) =>
        call.Seen.Checks.Exists(check => check.Sender.Tag == flow.Ends.SenderTag
            && (check.From == flow.Source || check.Mapped == flow.Source || check.Local == flow.Source))
        || (flow.Source.IsPrivate() && call.Seen.PartyAddresses.Contains(flow.Source.WithPort(0))
            && call.Seen.Addresses.Exists(address => address.Tag == flow.Ends.SenderTag && address.Endpoint.Port == flow.Source.Port));

    private static string Session(string alice) => MediaExample.Call(15, MediaExample.FromAlice(0.5, 600, from: alice),
        MediaExample.FromBob(0.6, 600, to: alice));
}
