using SipTrace.Correlation.Flows;
using SipTrace.Wire.Tls;

namespace SipTrace.Correlation.Media;

/// <summary>A handshake message that comes in fragments.</summary>
internal sealed class DtlsMessageBuffer
{
    private const int MaxLength = 1 << 16;

    private readonly ByteRanges ranges = new();
    private readonly DtlsHandshakeType type;
    private readonly byte[] body;

    private DtlsMessageBuffer(in DtlsHandshake fragment)
    {
        (type, Sequence) = (fragment.Type, fragment.Sequence);
        body = new byte[fragment.Length];
    }

    public ushort Sequence { get; }

    /// <summary>Octets of the whole message.</summary>
    public int Length => body.Length;

    /// <summary>Adds a fragment to the buffer of its message; a fragment of another message begins a new one. True once the message is whole.</summary>
    public static bool TryComplete(ref DtlsMessageBuffer? buffer, in DtlsHandshake fragment, out DtlsHandshake whole)
    {
        whole = default;
        if (fragment.Length is 0 or > MaxLength) return false;
        if (buffer is null || buffer.Sequence != fragment.Sequence || buffer.type != fragment.Type || buffer.body.Length != fragment.Length)
            buffer = new DtlsMessageBuffer(fragment);
        fragment.Body.CopyTo(buffer.body.AsSpan(fragment.FragmentOffset));
        buffer.ranges.Add(fragment.FragmentOffset, fragment.FragmentOffset + fragment.Body.Length);
        if (!buffer.ranges.Covers(buffer.body.Length)) return false;
        whole = new DtlsHandshake(buffer.type, buffer.Sequence, buffer.body.Length, 0, buffer.body);
        buffer = null;
        return true;
    }
}
