using SipTrace.Capture.Hep;

namespace SipTrace.Capture.Live;

/// <summary>What is captured from, and how.</summary>
public sealed record LiveOptions
{
    /// <summary>The devices: names of interfaces, or <c>any</c>.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];

    /// <summary>Where HEP is awaited.</summary>
    public IReadOnlyList<HepAddress> HepListeners { get; init; } = [];

    /// <summary>Captures that are still being written: files, or - for standard input.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Whether more is waited for at the ends of those files.</summary>
    public bool FollowsFiles { get; init; }

    /// <summary>The key that HEP agents must show; null for none.</summary>
    public string? HepKey { get; init; }

    /// <summary>A pcap filter expression that the kernel applies; null for none.</summary>
    public string? Filter { get; init; }

    /// <summary>Octets kept of a frame.</summary>
    public int SnapLength { get; init; } = 262_144;

    /// <summary>Megabytes of the kernel's buffer for each device.</summary>
    public int BufferMegabytes { get; init; } = 16;

    /// <summary>Whether a device takes frames that are not for it.</summary>
    public bool IsPromiscuous { get; init; } = true;
}
