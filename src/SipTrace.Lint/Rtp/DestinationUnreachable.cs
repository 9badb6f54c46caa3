using SipTrace.Correlation.Media;

namespace SipTrace.Lint.Rtp;

internal sealed class DestinationUnreachable() : CallRule("RTP012", "destination-unreachable", Severity.Error, RuleScope.DialogRtp, "")
{
    private static readonly TimeSpan BeforeBye = TimeSpan.FromSeconds(1);

    public override string Why =>
        "ICMP says that media of the call cannot be delivered: nobody listens on the port, or no way leads to the host. What is "
        + "said about the BYE's time, and about addresses that ICE only tries, is usual and not told.";

    public override string Bad => MediaExample.Call(15, MediaExample.FromAlice(0.5, 600), MediaExample.FromBob(0.5, 600),
        $"5.000 203.0.113.5:0 > 192.0.2.23:0 ICMP port-unreachable from={MediaExample.Alice} to={MediaExample.Bob}");

    public override string Good => MediaExample.Call(12, MediaExample.FromAlice(0.5, 590), MediaExample.FromBob(0.5, 590),
        $"12.050 203.0.113.5:0 > 192.0.2.23:0 ICMP port-unreachable from={MediaExample.Alice} to={MediaExample.Bob}");

    public override void Check(LintedCall call, Report report)
    {
        foreach (var (told, ends, isRtp) in call.Seen.Unreachables)
        {
            if (!isRtp || IsOfCheck(call, told)) continue;
            var streams = call.AgreedStreams.Where(one => one.Other(ends.SenderTag) == ends.ReceiverTag).ToList();
            var isInCall = streams.Exists(one => told.LastTime >= one.Confirmed
                && (one.Bye is not { } bye || told.FirstTime < bye - BeforeBye));
            var isTried = streams.Exists(one => one.HasIce) && !call.Seen.Checks.Any(check => check.IsNomination
                && (call.Seen.AreSameSocket(check.Local, told.Destination) || call.Seen.AreSameSocket(check.Remote, told.Destination)));
            if (!isInCall || isTried) continue;
            report.Add(Place.Packet(told.File, told.FirstFrame, told.FirstTime, ends.SenderTag, ends.MediaIndex),
                $"ICMP {told.Reason}: {told.Destination} cannot be reached (told by {told.By.AddressText()})",
                    once: told.Destination.ToString());
        }
    }

    // A quote too short to tell may be of a check.
    private static bool IsOfCheck(LintedCall call, Unreachable told) =>
        told.QuotingRtp == 0 && call.Seen.Checks.Any(check => check.From == told.Source && check.To == told.Destination);
}
