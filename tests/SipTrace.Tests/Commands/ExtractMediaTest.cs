using System.Text.Json;
using SipTrace.Tests.Capture.Files;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Commands;

/// <summary>What <c>extract</c> writes is a capture of its own that tells the same story.</summary>
public class ExtractMediaTest
{
    [Theory]
    [InlineData("plain-call-with-audio.pcap", 2, 716)]
    [InlineData("turn-relay-call.pcap", 3, 1024)]
    [InlineData("websocket-webrtc.pcap", 3, 498)]
    public void Media_comes_with_its_call(string sample, int call, int packets)
    {
        using var folder = new TemporaryFolder();
        var stats = Extract(folder, sample, call);
        Assert.Equal(packets, stats.GetProperty("rtp").GetProperty("packets").GetInt32());
        Assert.Equal(1, stats.GetProperty("sip").GetProperty("call_ids").GetInt32());
    }

    [Fact]
    public void Signalling_can_be_had_alone()
    {
        using var folder = new TemporaryFolder();
        var stats = Extract(folder, "turn-relay-call.pcap", 3, "--no-media");
        Assert.Equal((0, 13), (stats.GetProperty("rtp").GetProperty("packets").GetInt32(), stats.GetProperty("sip").GetProperty("messages").GetInt32()));
    }

    [Fact]
    public void Media_of_other_calls_stays_behind()
    {
        using var folder = new TemporaryFolder();
        var stats = Extract(folder, "plain-call-with-audio.pcap", 1);
        Assert.Equal(0, stats.GetProperty("rtp").GetProperty("packets").GetInt32());
    }

    private static JsonElement Extract(TemporaryFolder folder, string sample, int call, params string[] more)
    {
        var path = folder.Write("out.pcapng", []);
        var run = ProgramRun.Of(["extract", Repository.PathOf("samples-pcap/" + sample), "-C", $"{call}", "-w", path, .. more]);
        Assert.True(run.Status == 0, run.Error);
        return JsonDocument.Parse(ProgramRun.Of("stats", path, "--format", "json").Output).RootElement.GetProperty("stats");
    }
}
