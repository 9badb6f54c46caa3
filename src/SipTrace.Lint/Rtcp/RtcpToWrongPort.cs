using SipTrace.Correlation.Evidence;
using SipTrace.Lint.Rtp;
using SipTrace.Wire.Bytes;

namespace SipTrace.Lint.Rtcp;

internal sealed class RtcpToWrongPort() : CallRule("RTCP001", "rtcp-to-wrong-port", Severity.Warning, RuleScope.DialogRtp,
    "RFC 3605 §2.1; RFC 3550 §11")
{
    public override string Why =>
        "RTCP goes to the right host, at a port that its SDP did not name for it: the reports are lost, and with them quality "
        + "figures and keep-alives. The next port is not the RTCP port where a=rtcp or a NAT says otherwise.";

    public override string Bad => Session("203.0.113.5:14873");

    public override string Good => Session("203.0.113.5:20005");

    public override void Check(LintedCall call, Report report)
    {
        if (call.HasCutSdp) return;
        foreach (var flow in call.Seen.RtcpFlows)
        {
            var (ends, destination) = (flow.Ends, flow.Path.Key.Destination);
            if (ends.Source is null || ends.Destination is not null || ends.ReceiverTag.Length == 0) continue;
            Check(call, flow, ends, destination, report);
        }
    }

    private static void Check(LintedCall call, RtcpFlow flow, MediaEnds ends, Endpoint destination, Report report)
    {
        var named = call.Seen.Addresses.FindAll(address => address.Tag == ends.ReceiverTag && address.Leg == ends.Leg
            && address.MediaIndex == ends.MediaIndex);
        if (!named.Exists(address => address.Component == 1 && address.Endpoint.HasSameAddress(destination))
            || IsAnswered(call, flow)) return;
        var right = named.Where(address => address.Kind == MediaAddressKind.RtcpDefault)
            .Select(address => address.Endpoint.ToString()).LastOrDefault("the port of RTP");
        report.Add(Place.Packet(flow.Path.File, flow.Path.FirstFrame, flow.Path.FirstTime, ends.SenderTag, ends.MediaIndex),
            $"RTCP to {destination}; announced: {right}", once: $"{ends.SenderTag} {destination}");
    }

    // Where the other side's own packets come from is right, whatever it announced.
    private static bool IsAnswered(LintedCall call, RtcpFlow flow) =>
        call.Seen.RtcpFlows.Exists(other => other.Path.Key.Source == flow.Path.Key.Destination)
            || call.Seen.Flows.Exists(other => other.Source == flow.Path.Key.Destination);

    private static string Session(string to) => new Example()
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8")).Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8",
        "a=rtcp:20005")).Ack()
        .Packet(MediaExample.FromAlice(0.5, 600)).Packet(MediaExample.FromBob(0.5, 600))
        .Packet($"5.000 192.0.2.23:11781 > {to} RTCP SR ssrc=0x51a3 about=0x77f0")
        .Packet($"10.000 192.0.2.23:11781 > {to} RTCP SR ssrc=0x51a3 about=0x77f0")
        .At(15).Bye().ToString();
}
