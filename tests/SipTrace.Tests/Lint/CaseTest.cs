using System.Text.RegularExpressions;
using SipTrace.Lint;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Lint;

/// <summary>Cases of each rule, in the manner of many makes of phone: what fires and on which line, and what looks alike and must not.</summary>
/// <remarks><c>fire: RULE line=N,N</c> must be found on one of those lines; <c>silent: RULE ...</c> must not; <c>exact: yes</c>: nothing else.</remarks>
public partial class CaseTest
{
    private static readonly Linter linter = new(RuleCatalogue.All);

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Fixture.PathOf("cases"), "*.expect").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Holds(string name)
    {
        var expected = File.ReadAllText(Fixture.PathOf($"cases/{name}.expect"));
        var text = CallText.Read(File.ReadAllText(Fixture.PathOf($"cases/{name}.txt")));
        var found = text.Check(linter).Select(finding => (finding.Rule.Code, Line: text.LineOf(finding))).ToList();
        var fire = Fire().Matches(expected).Select(match => (Code: match.Groups[1].Value, Lines: match.Groups[2].Value.Split(',').Select(int.Parse).ToArray())).ToList();
        var silent = Silent().Matches(expected).SelectMany(match => match.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToHashSet();

        foreach (var (code, lines) in fire.Where(item => RuleCatalogue.TryGet(item.Code, out _)))
        {
            Assert.True(found.Exists(finding => finding.Code == code && lines.Contains(finding.Line)),
                $"{code} on line {string.Join(',', lines)} is not among: {string.Join(' ', found)}");
        }
        Assert.DoesNotContain(found, finding => silent.Contains(finding.Code));
        if (expected.Contains("exact: yes")) Assert.All(found, finding => Assert.Contains(finding.Code, fire.Select(item => item.Code)));
    }

    [GeneratedRegex(@"(?m)^fire: (\S+) line=([\d,]+)")]
    private static partial Regex Fire();

    [GeneratedRegex(@"(?m)^silent: ([^\r\n]*)")]
    private static partial Regex Silent();
}
