using System.Text.Json;
using SipTrace.Tests.Capture.Files;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Commands;

public class WatchTest
{
    [Fact]
    public async Task A_call_starts_is_answered_and_ends()
    {
        Assert.SkipWhen(LiveRun.Obstacle is not null, LiveRun.Obstacle ?? "");
        var (caller, callee) = LiveRun.FreePorts();
        using var run = await LiveRun.Start("watch", "-d", "lo", "-f", $"udp port {caller}", "--format", "ndjson");

        LiveRun.Send(LiveRun.Call(caller, callee, "live-1"));

        Assert.Equal("live-1", (await run.Event("call_started"))?.GetProperty("call").GetProperty("call_id").GetString());
        Assert.NotNull(await run.Event("call_answered"));
        var ended = (await run.Event("call_ended"))?.GetProperty("call");
        Assert.Equal("completed", ended?.GetProperty("state").GetString());
        Assert.Equal($"127.0.0.1:{caller}", ended?.GetProperty("source").GetString());
        Assert.Equal(6, ended?.GetProperty("messages").GetInt32() - ended?.GetProperty("copies").GetInt32());

        run.Signal("TERM");
        var stats = await run.Event("stats");
        Assert.Equal(0, stats?.GetProperty("drops").GetProperty("siptrace").GetInt64());
        Assert.Equal(0, await run.End());
        Assert.Contains("packets, 0 dropped by the kernel", run.Errors);
    }

    [Fact]
    public async Task What_was_told_is_in_the_files_whatever_happens()
    {
        Assert.SkipWhen(LiveRun.Obstacle is not null, LiveRun.Obstacle ?? "");
        var (caller, callee) = LiveRun.FreePorts();
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "a.pcapng");
        using var run = await LiveRun.Start("watch", "-d", "lo", "-f", $"udp port {caller}", "--format", "ndjson", "-w", file, "-W", "5");

        LiveRun.Send(LiveRun.Call(caller, callee, "before"));
        Assert.NotNull(await run.Event("call_ended"));
        run.Signal("USR1");
        while (!File.Exists(file + "1")) await Task.Delay(20, TestContext.Current.CancellationToken);
        LiveRun.Send(LiveRun.Call(caller, callee, "after"));
        Assert.NotNull(await run.Event(row => row.GetProperty("type").GetString() == "call_ended" && row.GetProperty("call").GetProperty("call_id").GetString() == "after"));
        run.Signal("KILL");
        await run.End();

        Assert.Equal("""["before","completed"]""", CallsIn(file + "0"));
        Assert.Equal("""["after","completed"]""", CallsIn(file + "1"));
    }

    [Fact]
    public async Task Only_chosen_calls_are_written_from_their_first_packets_on()
    {
        Assert.SkipWhen(LiveRun.Obstacle is not null, LiveRun.Obstacle ?? "");
        var (caller, callee) = LiveRun.FreePorts();
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "a.pcapng");
        using var run = await LiveRun.Start("watch", "-d", "lo", "-f", $"udp port {caller}", "--format", "ndjson", "-w", file, "--only-calls", "status=486");

        LiveRun.Send([(caller, callee, LiveRun.Message("INVITE", "busy", "1 INVITE"))]);
        Assert.NotNull(await run.Event("call_started"));
        LiveRun.Send(LiveRun.Call(caller, callee, "good"));
        LiveRun.Send([(callee, caller, LiveRun.Message("486 Busy Here", "busy", "1 INVITE")), (caller, callee, LiveRun.Message("ACK", "busy", "1 ACK"))]);
        Assert.NotNull(await run.Event(row => row.GetProperty("type").GetString() == "call_ended" && row.GetProperty("call").GetProperty("call_id").GetString() == "busy"));
        run.Signal("INT");
        Assert.Equal(0, await run.End());

        Assert.Equal("""["busy","busy"]""", CallsIn(file));
        Assert.Contains("3 packets written", run.Errors);
    }

    [Fact]
    public async Task A_breach_is_told_while_the_call_goes_on()
    {
        Assert.SkipWhen(LiveRun.Obstacle is not null, LiveRun.Obstacle ?? "");
        var (caller, callee) = LiveRun.FreePorts();
        using var run = await LiveRun.Start("watch", "-d", "lo", "-f", $"udp port {caller}", "--format", "ndjson");
        const string body = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nthis is no line of SDP\r\nm=audio 4000 RTP/AVP 0\r\n";

        LiveRun.Send([(caller, callee, LiveRun.Message("INVITE", "broken", "1 INVITE", body)), (callee, caller, LiveRun.Message("180 Ringing", "broken", "1 INVITE"))]);

        var finding = await run.Event("finding");
        Assert.Equal("broken", finding?.GetProperty("call_id").GetString());
        Assert.Equal("lo", finding?.GetProperty("file").GetString());
        run.Signal("TERM");
        Assert.Equal(0, await run.End());
    }

    [Fact]
    public async Task A_file_that_grows_is_followed()
    {
        using var folder = new TemporaryFolder();
        var capture = Samples.Call();
        var half = capture.Length / 2;
        var file = folder.Write("growing.pcap", capture[..half]);
        using var run = await LiveRun.Start("watch", file, "--follow", "--format", "ndjson");
        Assert.NotNull(await run.Event("call_started"));

        using (var rest = new FileStream(file, FileMode.Append)) rest.Write(capture.AsSpan(half));

        Assert.Equal("completed", (await run.Event("call_ended"))?.GetProperty("call").GetProperty("state").GetString());
        Assert.Equal(20, (await run.Event("stream"))?.GetProperty("packets").GetInt32());
        run.Signal("TERM");
        Assert.Equal(0, await run.End());
    }

    [Fact]
    public async Task A_capture_is_watched_to_its_end()
    {
        using var folder = new TemporaryFolder();
        using var run = await LiveRun.Start("watch", folder.Write("whole.pcap", Samples.Call()), "--format", "ndjson");

        Assert.NotNull(await run.Event("call_ended"));
        Assert.Equal(26, (await run.Event("stats"))?.GetProperty("packets").GetInt32());
        Assert.Equal(0, await run.End());
    }

    [Fact]
    public async Task Metrics_count_each_call_once()
    {
        Assert.SkipWhen(LiveRun.Obstacle is not null, LiveRun.Obstacle ?? "");
        var (caller, callee) = LiveRun.FreePorts();
        var port = LiveRun.FreePorts().Caller;
        using var run = await LiveRun.Start("watch", "-d", "lo", "-f", $"udp port {caller}", "--format", "ndjson", "--metrics", $"{port}");
        LiveRun.Send(LiveRun.Call(caller, callee, "one"));
        LiveRun.Send([(caller, callee, LiveRun.Message("INVITE", "two", "1 INVITE")), (callee, caller, LiveRun.Message("486 Busy Here", "two", "1 INVITE"))]);
        Assert.NotNull(await run.Event(row => row.GetProperty("type").GetString() == "call_ended" && row.GetProperty("call").GetProperty("call_id").GetString() == "two"));

        using var client = new HttpClient();
        string text;
        do text = await client.GetStringAsync($"http://127.0.0.1:{port}/metrics", TestContext.Current.CancellationToken);
        while (!text.Contains("siptrace_calls_ended_total{state=\"busy\"} 1", StringComparison.Ordinal));

        Assert.Contains("siptrace_calls_ended_total{state=\"completed\"} 1", text);
        Assert.Contains("siptrace_answer_seizure_ratio 0.5", text);
        Assert.Contains("siptrace_calls_started_total 2", text);
        Assert.EndsWith("# EOF\n", text);
    }

    [Fact]
    public async Task What_one_sees_another_collects()
    {
        Assert.SkipWhen(LiveRun.Obstacle is not null, LiveRun.Obstacle ?? "");
        var (caller, callee) = LiveRun.FreePorts();
        var port = LiveRun.FreePorts().Caller;
        using var collector = await LiveRun.Start("watch", "-L", $"tcp:127.0.0.1:{port}", "--format", "ndjson");
        using var agent = await LiveRun.Start("watch", "-d", "lo", "-f", $"udp port {caller}", "-H", $"tcp:127.0.0.1:{port}");

        LiveRun.Send(LiveRun.Call(caller, callee, "far-away"));

        var call = (await collector.Event("call_ended"))?.GetProperty("call");
        Assert.Equal("completed", call?.GetProperty("state").GetString());
        Assert.True(call?.GetProperty("via_hep").GetBoolean());
        Assert.Equal((6, 0), (call?.GetProperty("messages").GetInt32(), call?.GetProperty("copies").GetInt32()));
        Assert.Equal($"127.0.0.1:{caller}", call?.GetProperty("source").GetString());
        agent.Signal("INT");
        Assert.Equal(0, await agent.End(isText: true));
        Assert.Contains("HEP packets sent, 0 dropped", agent.Errors);
    }

    /// <summary>Call-ID and state of the only call of a file that is read without a warning.</summary>
    private static string CallsIn(string file)
    {
        var run = ProgramRun.Of("calls", file, "--format", "json");
        Assert.Equal((0, ""), (run.Status, run.Error));
        var call = Assert.Single(JsonDocument.Parse(run.Output).RootElement.GetProperty("calls").EnumerateArray());
        return $"[{call.GetProperty("call_id").GetRawText()},{call.GetProperty("state").GetRawText()}]";
    }

    [Fact]
    public void Findings_are_those_of_the_rules_that_are_chosen()
    {
        var rules = Rules();
        Assert.Contains("HOP001", rules);
        Assert.Equal(rules.Where(rule => rule.StartsWith("ICE", StringComparison.Ordinal)), Rules("--select", "ICE"));

        static string[] Rules(params string[] choice) =>
            [.. ProgramRun.Of(["watch", Repository.PathOf("samples-pcap/ice-mismatch-proxy-rewrites-offer.pcap"), "--format", "ndjson", .. choice]).Output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
                .Where(row => row.GetProperty("type").GetString() == "finding").Select(row => row.GetProperty("rule").GetString()!).Order()];
    }

    [Fact]
    public void What_cannot_be_opened_is_the_users_mistake()
    {
        Assert.SkipWhen(LiveRun.Obstacle is not null, LiveRun.Obstacle ?? "");

        Assert.Equal((2, true), Outcome("watch", "-d", "no-such-device"));
        Assert.Equal((2, true), Outcome("watch", "-d", "lo", "-f", "udp prot 5060"));
        Assert.Equal((2, true), Outcome("watch"));

        static (int, bool) Outcome(params string[] arguments) => ProgramRun.Of(arguments) is var run ? (run.Status, run.Error.StartsWith("siptrace: ", StringComparison.Ordinal)) : default;
    }

    [Fact]
    public void The_loopback_device_is_listed()
    {
        Assert.SkipWhen(LiveRun.Obstacle is not null, LiveRun.Obstacle ?? "");

        var run = ProgramRun.Of("devices", "--format", "csv");

        Assert.Equal(0, run.Status);
        Assert.Contains("\nlo,up,127.0.0.1", run.Output);
    }
}
