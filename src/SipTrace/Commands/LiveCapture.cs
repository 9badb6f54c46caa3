using SipTrace.Capture.Hep;
using SipTrace.Capture.Live;
using SipTrace.Correlation;

namespace SipTrace.Commands;

/// <summary>Opens what is captured live, as the user asked.</summary>
internal static class LiveCapture
{
    /// <summary>Opens the devices, and binds what HEP comes to; then the rights to do that are given up, where the user asks for it.</summary>
    public static LiveSource Open(Job job, IReadOnlyList<string> devices)
    {
        var live = job.Arguments.Live;
        var source = LiveSource.Open(new LiveOptions
        {
            Devices = devices,
            HepListeners = [.. live.HepListen.Select(text => HepAddress.Parse("-L", text))],
            HepKey = live.HepKey,
            Files = job.Arguments.Inputs,
            FollowsFiles = live.Follow,
            Filter = Filter(job),
            SnapLength = live.SnapLength,
            BufferMegabytes = live.BufferMegabytes,
            IsPromiscuous = !live.NoPromiscuous,
        });
        if (live.User is { } user) Privileges.Drop(user);
        return source;
    }

    /// <summary>How much may be remembered: three quarters of the memory, for what is worked with, and what is no longer needed, take
    /// room too.</summary>
    public static RetentionLimits Limits(Job job) => new(job.Arguments.Live.Limit, job.Arguments.Live.Memory / 4 * 3);

    /// <summary>Keeps garbage within an eighth of the memory.</summary>
    public static GarbageBound Garbage(Job job) => new(GarbageOf(job));

    private static long GarbageOf(Job job) => job.Arguments.Live.Memory / 8;

    // What we send to a collector must not come back as what we see.
    private static string? Filter(Job job)
    {
        var given = job.Arguments.Filter;
        if (job.Arguments.Live.HepSend is not { } text) return given;
        var collector = HepAddress.Parse("-H", text);
        var hosts = collector.Resolve().Select(address => $"dst host {address}");
        var own = $"not (dst port {collector.Port} and ({string.Join(" or ", hosts)}))";
        return given is null ? own : $"({given}) and {own}";
    }
}
