using SipTrace.Tests.Support;

namespace SipTrace.Tests.Transcripts;

public class ReadmeTest
{
    [Fact]
    public void The_readme_shows_what_the_program_prints() => Transcript.Check("README.md");

    [Fact]
    public void The_readme_shows_at_least_one_command() =>
        Assert.Contains("\n$ siptrace calls ", File.ReadAllText(Repository.PathOf("README.md")));

    [Fact]
    public void Every_sample_has_its_story_and_every_story_its_sample()
    {
        var stories = File.ReadLines(Repository.PathOf("samples-pcap/README.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Where(line => !line.StartsWith("| ---", StringComparison.Ordinal))
            .Select(line => line.Split('|')[1].Trim());
        var samples = Directory.EnumerateFiles(Repository.PathOf("samples-pcap")).Select(path => Path.GetFileName(path)).Where(name => name != "README.md");
        Assert.Equal(samples.Order(StringComparer.Ordinal), stories.Order(StringComparer.Ordinal));
    }
}
