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
