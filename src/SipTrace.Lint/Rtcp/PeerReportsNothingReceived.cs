using SipTrace.Correlation.Evidence;
using SipTrace.Lint.Rtp;

namespace SipTrace.Lint.Rtcp;

internal sealed class PeerReportsNothingReceived()
    : CallRule("RTCP003", "peer-reports-nothing-received", Severity.Warning, RuleScope.DialogRtp, "RFC 3550 §6.4")
{
    private const int EnoughPackets = 50, EnoughReports = 2;
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(5);

    public override string Why =>
        "A party sends RTCP without a report about what it hears, or reports twice that all was lost, while media was sent to it: "
        + "what passes here does not arrive there, or cannot be decrypted.";

    public override string Bad => Session("received=0");

    public override string Good => Session("about=0x51a3 lost=0");

    public override void Check(LintedCall call, Report report)
    {
        foreach (var flow in call.Seen.RtcpFlows)
        {
            var path = flow.Path;
            if (path.IsEncrypted || flow.Ends.SenderTag.Length == 0) continue;
            var saysNothing = path.WithReports == 0 && path.Datagrams >= EnoughReports && path.LastTime - path.FirstTime >= LongEnough;
            if (!saysNothing && path.SayingAllLost < EnoughReports) continue;
            Check(call, flow, report);
        }
    }

    private static void Check(LintedCall call, RtcpFlow flow, Report report)
    {
        var path = flow.Path;
        var sent = call.Seen.Flows.FindAll(one => one.Point == flow.Point && one.Ends.ReceiverTag == flow.Ends.SenderTag
            && one.Stream.FirstTime < path.LastTime);
        var packets = sent.Sum(one => one.PacketsBetween(one.Stream.FirstTime, path.LastTime));
        var start = sent.Select(one => one.Stream.FirstTime).DefaultIfEmpty(path.LastTime).Min();
        if (packets < EnoughPackets || path.LastTime - start < LongEnough) return;
        report.Add(Place.Packet(path.File, path.FirstFrame, path.FirstTime, flow.Ends.SenderTag, flow.Ends.MediaIndex),
            $"the receiver reports that nothing arrives, {packets} packets were sent to it", once: flow.Ends.SenderTag);
    }

    private static string Session(string words) => MediaExample.Talk().Packet(MediaExample.FromAlice(0.5, 900))
        .Packet(MediaExample.FromBob(0.5, 900))
        .Packet($"5.000 203.0.113.5:14873 > 192.0.2.23:11781 RTCP SR ssrc=0x77f0 {words}")
        .Packet($"10.000 203.0.113.5:14873 > 192.0.2.23:11781 RTCP SR ssrc=0x77f0 {words}")
        .Packet($"15.000 203.0.113.5:14873 > 192.0.2.23:11781 RTCP SR ssrc=0x77f0 {words}").At(20).Bye().ToString();
}
