namespace SipTrace.Commands;

/// <summary>What the user asked of a live capture, as plain values; sizes in octets.</summary>
internal sealed record LiveArguments
{
    /// <summary><c>-d</c>: the devices.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];

    /// <summary><c>-L</c>: where HEP is awaited, as <c>udp:ADDRESS:PORT</c>.</summary>
    public IReadOnlyList<string> HepListen { get; init; } = [];

    /// <summary><c>-H</c>: who gets HEP, as <c>udp:HOST:PORT</c>.</summary>
    public string? HepSend { get; init; }

    /// <summary><c>--hep-id</c>.</summary>
    public uint HepId { get; init; }

    /// <summary><c>--hep-key</c>.</summary>
    public string? HepKey { get; init; }

    /// <summary><c>--hep-version</c>.</summary>
    public int HepVersion { get; init; }

    /// <summary><c>--rotate-size</c>; 0: never.</summary>
    public long RotateSize { get; init; }

    /// <summary><c>--rotate-time</c>; zero: never.</summary>
    public TimeSpan RotateTime { get; init; }

    /// <summary><c>--keep-files</c>; 0: all.</summary>
    public int KeepFiles { get; init; }

    /// <summary><c>--only-calls</c>.</summary>
    public string? OnlyCalls { get; init; }

    /// <summary><c>--store</c>.</summary>
    public long Store { get; init; }

    /// <summary><c>--limit</c>.</summary>
    public int Limit { get; init; }

    /// <summary><c>--memory</c>.</summary>
    public long Memory { get; init; }

    /// <summary><c>--snaplen</c>.</summary>
    public int SnapLength { get; init; }

    /// <summary><c>--buffer</c>, in megabytes.</summary>
    public int BufferMegabytes { get; init; }

    /// <summary><c>--no-promiscuous</c>.</summary>
    public bool NoPromiscuous { get; init; }

    /// <summary><c>--user</c>.</summary>
    public string? User { get; init; }

    /// <summary><c>--metrics</c>: a port, perhaps with an address.</summary>
    public string? Metrics { get; init; }

    /// <summary><c>--follow</c>.</summary>
    public bool Follow { get; init; }

    /// <summary><c>--duration</c>; zero: until it is told to end.</summary>
    public TimeSpan Duration { get; init; }
}
