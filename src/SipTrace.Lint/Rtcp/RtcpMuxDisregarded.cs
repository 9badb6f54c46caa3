using SipTrace.Correlation.Evidence;
using SipTrace.Lint.Rtp;

namespace SipTrace.Lint.Rtcp;

internal sealed class RtcpMuxDisregarded() : CallRule("RTCP002", "rtcp-mux-disregarded", Severity.Warning, RuleScope.DialogRtp,
    "RFC 5761 §5.1.1; RFC 8035 §3.1")
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    public override string Why =>
        "RTCP shares the port of RTP where both sides said a=rtcp-mux, and has its own where they did not. The other way round it "
        + "reaches a closed port, or a receiver that takes it for broken media.";

    public override string Bad => Session("192.0.2.23:11780", "203.0.113.5:14872");

    public override string Good => Session("192.0.2.23:11781", "203.0.113.5:14873");

    public override void Check(LintedCall call, Report report)
    {
        foreach (var flow in call.Seen.RtcpFlows)
        {
            if (flow.Ends is not { Destination: { } destination } ends) continue;
            foreach (var settled in call.Settled.Of(ends))
            {
                if (!settled.TryBegin(Grace, out var from)) continue;
                var (offer, answer) = (settled.Exchange.Offer, settled.Exchange.Answer);
                if (flow.Path.LastTime < from || flow.Path.FirstTime > settled.To || ends.MediaIndex >= offer.Media.Count
                    || ends.MediaIndex >= answer.Media.Count) continue;
                var (one, other) = (offer.Media[ends.MediaIndex], answer.Media[ends.MediaIndex]);
                if (!one.IsLive || !other.IsLive) continue;
                var isMultiplexed = one.IsRtcpMux && other.IsRtcpMux;
                if (isMultiplexed == (destination.Component == 1) || IsBoth(call, flow, destination)) continue;
                report.Add(Place.Packet(flow.Path.File, flow.Path.FirstFrame, flow.Path.FirstTime, ends.SenderTag, ends.MediaIndex),
                    isMultiplexed
                    ? $"RTCP to {flow.Path.Key.Destination} although a=rtcp-mux was agreed"
                    : "RTCP on the RTP port although a=rtcp-mux was not agreed", once: ends.SenderTag);
            }
        }
    }

    // An address that is named for both, as by a=rtcp with the port of RTP.
    private static bool IsBoth(LintedCall call, RtcpFlow flow, MediaAddress destination) => call.Seen.AddressesAt(flow.Path.Key.Destination)
        .Exists(address => address.Tag == destination.Tag && address.Component != destination.Component);

    private static string Session(string from, string to) => MediaExample.Talk()
        .Packet(MediaExample.FromAlice(0.5, 600)).Packet(MediaExample.FromBob(0.5, 600))
        .Packet($"5.000 {from} > {to} RTCP SR ssrc=0x51a3 about=0x77f0").Packet($"10.000 {from} > {to} RTCP SR ssrc=0x51a3 about=0x77f0")
        .At(15).Bye().ToString();
}
