using SipTrace.Wire.Bytes;

namespace SipTrace.Lint.Nat;

internal sealed class OverlappingPrivateNetworks()
    : CallRule("NAT006", "overlapping-private-networks", Severity.Info, RuleScope.Dialog, "RFC 4787 §4.4")
{
    public override string Why =>
        "Both ends have an address in the same private network, and reach the world through different NATs: their networks are "
        + "numbered alike and are not one. Checks to the other's private address go to a stranger, or to nobody; ICE finds out, plain "
        + "RTP does not.";

    public override string Bad => NatSides.Call("192.168.1.10", "203.0.113.100", "192.168.1.20", "203.0.113.200");

    public override string Good => NatSides.Call("192.168.1.10", "203.0.113.100", "192.168.2.20", "203.0.113.200");

    public override Fold Fold => Fold.Call;

    public override void Check(LintedCall call, Report report)
    {
        foreach (var exchange in call.Exchanges)
        {
            var shared = InOneNetwork(exchange.Offer.PrivateHosts, exchange.Answer.PrivateHosts);
            var (offerer, answerer) = (exchange.Offer.Message!.SenderTag, exchange.Answer.Message!.SenderTag);
            if (shared.IsNone || !call.Seen.AreInDifferentNetworks(offerer, answerer)) continue;
            var network = shared.AddressText();
            report.Add(exchange.Answer.FirstLine, $"both ends use {network[..network.LastIndexOf('.')]}.x but reach the world as "
                + $"{call.Seen.PublicAddressesOf(offerer).First().AddressText()} and "
                + $"{call.Seen.PublicAddressesOf(answerer).First().AddressText()}");
        }
    }

    // The first of the one side's hosts that the other side has a neighbour of; none where it has none.
    private static Endpoint InOneNetwork(List<Endpoint> hosts, List<Endpoint> others)
    {
        foreach (var host in hosts)
        {
            foreach (var other in others)
            {
                if (host.IsIPv4 && other.IsIPv4 && NetworkOf(other) == NetworkOf(host)) return host;
            }
        }
        return default;
    }

    private static ulong NetworkOf(Endpoint host) => host.AddressLow >> 8;
}
