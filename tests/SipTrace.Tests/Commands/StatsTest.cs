using System.Text.Json;
using SipTrace.Tests.Capture.Files;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Commands;

/// <summary>What <c>stats</c> counts of chosen calls: their packets, and no others.</summary>
public sealed class StatsTest : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("plain-call-with-audio.pcap", "method=INVITE")]
    [InlineData("cancel-busy-and-refusals.pcap", "status>=500")]
    [InlineData("turn-relay-call.pcap", "method=INVITE")]
    public void Chosen_calls_are_counted_as_in_a_capture_of_them_alone(string sample, string chosen)
    {
        var capture = Repository.PathOf("samples-pcap/" + sample);
        var alone = Path.Combine(folder.Path, "alone.pcap");
        ProgramRun.Of("extract", capture, "--where", chosen, "-w", alone);
        Assert.Equal(Stats(alone), Stats(capture, "--where", chosen));
        Assert.NotEqual(Stats(capture), Stats(capture, "--where", chosen));
    }

    private static string Stats(params string[] arguments)
    {
        using var json = JsonDocument.Parse(ProgramRun.Of(["stats", .. arguments, "--format", "json"]).Output);
        return json.RootElement.GetProperty("stats").GetRawText();
    }
}
