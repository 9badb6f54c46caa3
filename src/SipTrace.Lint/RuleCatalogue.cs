namespace SipTrace.Lint;

/// <summary>Every rule there is. Codes are never used again, also not those of rules that are gone.</summary>
public static partial class RuleCatalogue
{
    /// <summary>All rules, family by family, in the order of their codes.</summary>
    public static IReadOnlyList<Rule> All { get; } =
        [.. Sdp, .. OfferAnswer, .. Ice, .. Stun, .. Turn, .. Rtp, .. Rtcp, .. Nat, .. Security, .. Sip, .. Hop];

    /// <summary>The rule of a code or a name, in any case.</summary>
    public static bool TryGet(string codeOrName, out Rule rule)
    {
        rule = All.FirstOrDefault(r => r.Code.Equals(codeOrName, StringComparison.OrdinalIgnoreCase)
            || r.Name.Equals(codeOrName, StringComparison.OrdinalIgnoreCase))!;
        return rule is not null;
    }
}
