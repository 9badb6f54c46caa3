using SipTrace.Findings;
using SipTrace.Lint;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Lint;

public class RulesPageTest
{
    private static readonly string path = Repository.PathOf("src/SipTrace.Lint/RULES.md");

    [Fact]
    public void The_page_tells_every_rule_as_it_is()
    {
        var page = RulesPage.Of(RuleCatalogue.All);
        if (Environment.GetEnvironmentVariable("UPDATE") == "1") File.WriteAllText(path, page);
        else Assert.Equal(page, File.ReadAllText(path));
    }
}
