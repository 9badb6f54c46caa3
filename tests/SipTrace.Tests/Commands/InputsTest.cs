using System.IO.Compression;
using System.Text.Json;
using SipTrace.Tests.Capture.Files;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Commands;

/// <summary>The same calls, whatever way they come in.</summary>
public sealed class InputsTest : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_a_pipe_and_gzip_give_the_same_calls()
    {
        foreach (var capture in new[] { Samples.Torture(), Samples.Call() })
        {
            var file = Calls(ProgramRun.Of("calls", folder.Write("a.pcap", capture), "--format", "json"));
            Assert.Contains("call_id", file, StringComparison.Ordinal);
            Assert.Equal(file, Calls(ProgramRun.Of("calls", folder.Write("a.pcap.gz", Gzip(capture)), "--format", "json")));
            Assert.Equal(file, Calls(await ProgramRun.OfProcess(capture, "calls", "-", "--format", "json")));
            Assert.Equal(file, Calls(await ProgramRun.OfProcess(Gzip(capture), "calls", "-", "--format", "json")));
            Assert.Equal(file, Calls(await ProgramRun.OfProcess(capture, "calls", "-", "--format", "json", "--no-spool")));
        }
    }

    [Theory]
    [InlineData(0.35)]
    [InlineData(-0.35)]
    public void Two_captures_of_one_call_become_one_ladder_whatever_their_clocks(double shift)
    {
        string[] files = [folder.Write("alice.pcap", Samples.Call()), folder.Write("bob.pcap", Samples.Call(shift, delay: 0.001))];
        using var calls = JsonDocument.Parse(ProgramRun.Of("calls", files[0], files[1], "--format", "json").Output);
        var offsets = calls.RootElement.GetProperty("inputs").EnumerateArray().Select(i => i.GetProperty("clock_offset_ms").GetDouble()).ToArray();
        Assert.Equal(0, offsets[0]);
        Assert.Equal(-1000 * shift, offsets[1], tolerance: 0.1);
        var call = Assert.Single(calls.RootElement.GetProperty("calls").EnumerateArray());
        Assert.Equal((12, 0, 6), (Number(call, "messages"), Number(call, "retransmissions"), Number(call, "copies")));

        using var flow = JsonDocument.Parse(ProgramRun.Of("flow", files[0], files[1], "--format", "json").Output);
        var messages = flow.RootElement.GetProperty("messages").EnumerateArray()
            .Where(m => m.GetProperty("copy_of").ValueKind == JsonValueKind.Null).Select(m => m.GetProperty("method").GetString() ?? $"{m.GetProperty("status")} {m.GetProperty("cseq").GetProperty("method")}").ToArray();
        Assert.Equal(["INVITE", "180 INVITE", "200 INVITE", "ACK", "BYE", "200 BYE"], messages);
    }

    private static int Number(JsonElement row, string name) => row.GetProperty(name).GetInt32();

    private static string Calls(ProgramRun run)
    {
        Assert.True(run.Status == 0, run.Error);
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.GetProperty("calls").GetRawText();
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var stored = new MemoryStream();
        using (var gzip = new GZipStream(stored, CompressionLevel.Fastest)) gzip.Write(bytes);
        return stored.ToArray();
    }
}
