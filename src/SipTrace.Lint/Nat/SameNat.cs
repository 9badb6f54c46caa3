namespace SipTrace.Lint.Nat;

internal sealed class SameNat() : CallRule("NAT007", "same-nat", Severity.Info, RuleScope.Dialog, "RFC 4787 §6")
{
    public override string Why =>
        "Both ends are behind one NAT. Between their private addresses media is direct; where only the public one is known it must "
        + "be turned round in the router (hairpinning), which many do not do.";

    public override string Bad => NatSides.Call("192.168.1.10", "203.0.113.100", "192.168.1.20", "203.0.113.100");

    public override string Good => NatSides.Call("192.168.1.10", "203.0.113.100", "192.168.2.20", "203.0.113.200");

    public override Fold Fold => Fold.Call;

    public override void Check(LintedCall call, Report report)
    {
        foreach (var exchange in call.Exchanges)
        {
            if (exchange.Offer.PrivateHosts.Count == 0 || exchange.Answer.PrivateHosts.Count == 0) continue;
            var others = call.Seen.PublicAddressesOf(exchange.Answer.Message!.SenderTag);
            var shared = call.Seen.PublicAddressesOf(exchange.Offer.Message!.SenderTag).FirstOrDefault(others.Contains);
            if (!shared.IsNone) report.Add(exchange.Answer.FirstLine, $"both ends are behind {shared.AddressText()}: without host "
                + "candidates media needs hairpinning");
        }
    }
}
