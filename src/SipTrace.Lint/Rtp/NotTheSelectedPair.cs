using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Lint.Rtp;

internal sealed class NotTheSelectedPair() : CallRule("RTP004", "not-the-selected-pair", Severity.Warning, RuleScope.DialogRtp,
    "RFC 8445 §12.1")
{
    private const int Enough = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3), LongEnough = TimeSpan.FromSeconds(1);
    private static readonly Timestamp never = new(long.MaxValue);

    public override string Why =>
        "ICE selected a pair, and three seconds later media still goes to another address of the peer. It may be heard, but nobody "
        + "proved that path or keeps it open.";

    public override string Bad => Session("192.0.2.166:11780");

    public override string Good => Session(MediaExample.Alice);

    public override void Check(LintedCall call, Report report)
    {
        if (!call.Seen.Checks.Exists(check => check.IsNomination)) return;
        foreach (var flow in call.Seen.Flows)
        {
            if (flow.Ends is not { Destination: not null, Leg: { } leg }) continue;
            if (!IsEnd(call, leg, flow.Source) || IsEnd(call, leg, flow.Destination)) continue;
            var from = FirstNominated(call, leg) + Patience;
            if (flow.PacketsBetween(from, never) < Enough || flow.Stream.LastTime - from < LongEnough) continue;
            report.Add(flow.At(from), $"RTP to {flow.Destination}, ICE selected another pair", once: $"{flow.Source} {flow.Destination}");
        }
    }

    // An end of a pair that was nominated on the leg.
    private static bool IsEnd(LintedCall call, Leg leg, Endpoint endpoint)
    {
        foreach (var check in call.Seen.Checks)
        {
            if (check.IsNomination && check.Legs.Contains(leg) && (check.From == endpoint || check.To == endpoint
                || call.Seen.AreSameSocket(check.Local, endpoint) || call.Seen.AreSameSocket(check.Remote, endpoint))) return true;
        }
        return false;
    }

    private static Timestamp FirstNominated(LintedCall call, Leg leg) =>
        call.Seen.Checks.Where(check => check.IsNomination && check.Legs.Contains(leg)).Min(check => check.Answered!.Value);

    private static string Session(string to) => MediaExample.Ice("a=candidate:9 1 UDP 2130706175 192.0.2.166 11780 typ host\n")
        .Packet(MediaExample.FromAlice(1.5, 600)).Packet(MediaExample.FromBob(1.5, 600, to: to)).At(15).Bye().ToString();
}
