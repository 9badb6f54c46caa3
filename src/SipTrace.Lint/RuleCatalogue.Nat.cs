using SipTrace.Lint.Nat;

namespace SipTrace.Lint;

public static partial class RuleCatalogue
{
    private static Rule[] Nat =>
    [
        new PrivateDefaultAddress(),
        new PrivateContact(),
        new RportAbsent(),
        new ResponseIgnoresSource(),
        new SymmetricNat(),
        new OverlappingPrivateNetworks(),
        new SameNat(),
        new BindingLeftIdle(),
        new OnlyPrivateCandidates(),
    ];
}
