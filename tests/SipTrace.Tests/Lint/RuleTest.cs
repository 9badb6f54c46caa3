using SipTrace.Lint;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Lint;

/// <summary>Every rule fires on its own bad example and not on its good one, and speaks as the others do.</summary>
public class RuleTest
{
    private static readonly Linter linter = new(RuleCatalogue.All);

    public static TheoryData<string> Codes => [.. RuleCatalogue.All.Select(rule => rule.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Fires_on_what_is_bad(string code)
    {
        Assert.True(RuleCatalogue.TryGet(code, out var rule));
        var findings = CallText.Read(rule.Bad).Check(linter);
        Assert.Contains(rule, findings.Select(finding => finding.Rule));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Keeps_silent_where_it_only_looks_alike(string code)
    {
        Assert.True(RuleCatalogue.TryGet(code, out var rule));
        var findings = CallText.Read(rule.Good).Check(linter);
        Assert.DoesNotContain(rule, findings.Select(finding => finding.Rule));
        Assert.DoesNotContain(findings, finding => finding.Severity == Severity.Error);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Is_described(string code)
    {
        Assert.True(RuleCatalogue.TryGet(code, out var rule));
        Assert.Matches("^[A-Z]{2,4}[0-9]{3}$", rule.Code);
        Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)+$", rule.Name);
        Assert.True(rule.Why.Length > 40);
        Assert.DoesNotContain('\n', rule.Why);
        Assert.NotEqual(rule.Bad, rule.Good);
        Assert.Matches("^(RFC [0-9]{4}( (§|App\\. )[A-Z0-9.-]+(, §[0-9.-]+)*)?(; |$))*$", rule.Source);
    }

    [Fact]
    public void Codes_and_names_are_unique()
    {
        Assert.Equal(RuleCatalogue.All.Count, RuleCatalogue.All.Select(rule => rule.Code).Distinct().Count());
        Assert.Equal(RuleCatalogue.All.Count, RuleCatalogue.All.Select(rule => rule.Name).Distinct().Count());
    }
}
