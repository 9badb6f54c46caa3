using SipTrace.Tests.Support;

namespace SipTrace.Tests.Transcripts;

/// <summary>The pictures of the README are frames that the program draws itself.</summary>
public class PicturesTest
{
    private const string Mismatch = "samples-pcap/ice-mismatch-proxy-rewrites-offer.pcap";

    [Theory]
    [InlineData("docs/calls.svg", "samples-pcap", "110x24", "/ \"ice=mismatch or status>=400\" Enter Down Down")]
    [InlineData("docs/ladder.svg", "samples-pcap/turn-relay-call.pcap", "130x30", "End Enter Down Down Down Down")]
    [InlineData("docs/message.svg", Mismatch, "110x34", "End Enter ! Enter PgDn")]
    [InlineData("docs/hop.svg", Mismatch, "120x40", "End Enter b")]
    public void The_pictures_show_what_the_screens_show(string picture, string input, string size, string keys)
    {
        using var drawn = new TemporaryFile(".svg");
        var run = ProgramRun.Of(Repository.PathOf(input), "--screen", size, "--keys", keys, "-w", drawn.Path);
        Assert.Equal((0, ""), (run.Status, run.Error));
        var now = File.ReadAllText(drawn.Path);
        System.Xml.Linq.XDocument.Parse(now);
        if (Environment.GetEnvironmentVariable("UPDATE") == "1") File.WriteAllText(Repository.PathOf(picture), now);
        else Assert.Equal(now, File.ReadAllText(Repository.PathOf(picture)));
    }
}
