using SipTrace.Lint;
using SipTrace.Where;

namespace SipTrace.Findings;

/// <summary>Findings that somebody knows of and accepts until a day.</summary>
/// <param name="Rules">Of these rules.</param>
/// <param name="Call">In the call of this Call-ID; null for any.</param>
/// <param name="UserAgent">Of a user agent whose name has this part, in any case; null for any.</param>
/// <param name="Address">In a message from or to this network; null for any.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">The last day.</param>
internal sealed record Suppression(IReadOnlyList<Rule> Rules, string? Call, string? UserAgent, Network? Address, string Reason,
    DateOnly Until)
{
    /// <summary>Whether a finding is one of them.</summary>
    public bool Covers(Finding finding) => Rules.Contains(finding.Rule)
        && (Call is null || finding.Call?.CallId == Call)
        && (UserAgent is null || finding.Agent.Contains(UserAgent, StringComparison.OrdinalIgnoreCase))
        && (Address is not { } network
        || (!finding.Place.Source.IsNone && (network.Contains(finding.Place.Source) || network.Contains(finding.Place.Destination))));
}
