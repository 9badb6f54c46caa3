using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Ice;

/// <summary>
/// The octets of ICE checks, though they also stand in the input: the integrity of each is verified, and to read so many short messages again, one by
/// one, takes longer than to keep them. Those beyond a few megabytes are not kept.
/// </summary>
internal sealed class CheckOctets
{
    private const int Most = 8 << 20;

    private readonly OctetBuffer octets = new();
    private readonly ChunkedList<ReadOnlyMemory<byte>> checks = new();      // by transaction
    private int kept;

    /// <summary>Octets of memory.</summary>
    public long Size => kept + checks.Size;

    /// <summary>Keeps the check of a transaction, if there is room.</summary>
    public void Add(int transaction, ReadOnlySpan<byte> check)
    {
        if (kept + check.Length > Most) return;
        while (checks.Count <= transaction) checks.Add(default);
        var copy = octets.Take(check.Length);
        check.CopyTo(copy.Span);
        checks[transaction] = copy;
        kept += check.Length;
    }

    /// <summary>The check of a transaction; empty where it was not kept.</summary>
    public ReadOnlyMemory<byte> Of(int transaction) => transaction < checks.Count ? checks[transaction] : default;
}
