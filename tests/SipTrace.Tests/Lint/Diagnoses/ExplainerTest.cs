using System.Text.RegularExpressions;
using SipTrace.Correlation;
using SipTrace.Lint;
using SipTrace.Lint.Diagnoses;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Lint.Diagnoses;

/// <summary>Whole calls with a known cause, and those that look alike and are well.</summary>
/// <remarks><c>lead:</c> what leads in one call: a diagnosis, <c>healthy</c>, or <c>none</c>. No other call may be called ill.</remarks>
public partial class ExplainerTest
{
    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Fixture.PathOf("explain"), "*.expect").Select(path
            => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_the_known_cause(string name)
    {
        var wanted = Lead().Match(File.ReadAllText(Fixture.PathOf($"explain/{name}.expect"))).Groups[1].Value.Split('|');
        var leads = Explain(name).Select(LeadOf).ToList();

        Assert.Contains(leads, lead => wanted.Contains(lead) || (wanted.Contains("none") && lead is "healthy" or "D29"));
        Assert.All(leads, lead => Assert.True(wanted.Contains(lead) || lead is "none" or "healthy" or "D29", $"{lead} leads"));
    }

    [Fact]
    public void Every_sign_is_a_rule() =>
        Assert.All(DiagnosisCatalogue.All.SelectMany(diagnosis => diagnosis.Signs), sign => Assert.True(RuleCatalogue.TryGet(sign, out _), sign));

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_its_signs_a_diagnosis_finds_nothing(string name)
    {
        var trace = Read(name);
        var (capture, linter) = (new LintedTrace(trace), new Linter(RuleCatalogue.All));
        foreach (var call in trace.Calls.Select(one => capture.Read(one)))
        {
            var seen = new Symptoms(call, linter.Check(call));
            Assert.All(DiagnosisCatalogue.All, diagnosis => Assert.True(diagnosis.MayBe(seen) || diagnosis.Find(seen) is null, diagnosis.Code));
        }
    }

    [Theory]
    [InlineData("D03-bad", "One-way audio", "192.168.0.4")]
    [InlineData("D13-bad", "because the ACK never arrived", "192.168.2.20")]
    [InlineData("D29-bad", "488", "Warning|media|Incompatible")]
    [InlineData("D30-bad", "was sent 7 times", "198.51.100.171")]
    [InlineData("D33-bad", "after the last packet from")]
    public void Says_where_and_when(string name, params string[] words)
    {
        var lead = Explain(name).First(one => one.Lead is not null).Lead!;

        Assert.All(words, word => Assert.Matches(word, lead.Text));
        Assert.NotEmpty(lead.Evidence);
        Assert.All(lead.Evidence, evidence => Assert.True(evidence.Frame > 0));
        Assert.NotEmpty(lead.LookAt);
    }

    [Fact]
    public void What_is_sure_stands_before_what_is_likely()
    {
        foreach (var explanation in Names.SelectMany(row => Explain(row.Data)))
        {
            var diagnosed = explanation.Causes.Where(cause => cause.Code.StartsWith('D')).ToList();
            Assert.Equal(diagnosed.Count(cause => cause.Confidence == Confidence.Sure), diagnosed.TakeWhile(cause
                => cause.Confidence == Confidence.Sure).Count());
        }
    }

    [Fact]
    public void A_one_way_call_is_told_what_was_asked()
    {
        var explanation = Explain("D03-bad").First(one => one.Lead is not null);

        Assert.StartsWith("hold: no", explanation.RuledOut[0]);
        Assert.Contains(explanation.RuledOut, line => line.Contains("cannot be reached"));
    }

    [Fact]
    public void A_healthy_call_is_told_in_one_line()
    {
        var explanation = Explain("OK-2").First(one => one.IsHealthy == true);

        Assert.Empty(explanation.Causes);
        Assert.StartsWith("ok: host ", explanation.Summary);
        Assert.Contains(" by ICE in ", explanation.Summary);
    }

    [Fact]
    public void Signalling_alone_claims_nothing()
    {
        var explanation = Assert.Single(Explain("OK-4"));

        Assert.Null(explanation.IsHealthy);
        Assert.Contains("media not seen here", explanation.Summary);
    }

    private static List<Explanation> Explain(string name)
    {
        var trace = Read(name);
        var (capture, explainer) = (new LintedTrace(trace), new Explainer());
        return [.. trace.Calls.Select(call => explainer.Explain(capture.Read(call)))];
    }

    private static Trace Read(string name) => CallText.Read(File.ReadAllText(Fixture.PathOf($"explain/{name}.txt"))).Trace!;

    private static string LeadOf(Explanation explanation) => explanation.Lead?.Code ?? (explanation.IsHealthy == true ? "healthy" : "none");

    [GeneratedRegex(@"(?m)^lead: (\S+)")]
    private static partial Regex Lead();
}
