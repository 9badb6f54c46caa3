using System.Buffers.Binary;

namespace SipTrace.Wire.Stun;

/// <summary>Walks the attributes of a STUN message in their order; for use with <c>foreach</c>.</summary>
public ref struct StunAttributeReader
{
    private readonly ReadOnlySpan<byte> message;
    private readonly bool isPadded;
    private int next = StunMessage.HeaderLength;

    internal StunAttributeReader(ReadOnlySpan<byte> message, bool isPadded)
    {
        this.message = message;
        this.isPadded = isPadded;
    }

    /// <summary>The attribute that the last <see cref="MoveNext"/> found.</summary>
    public StunAttribute Current { get; private set; }

    /// <summary>Whether the attributes end where the bytes do. False before the end, and where the next one runs past it.</summary>
    public readonly bool IsAtEnd => next >= message.Length;

    /// <summary>Goes to the next attribute. False at the end, and at an attribute that runs past it.</summary>
    public bool MoveNext()
    {
        var rest = message[Math.Min(next, message.Length)..];
        if (rest.Length < 4) return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
        if (rest.Length - 4 < length) return false;
        Current = new StunAttribute((StunAttributeType)BinaryPrimitives.ReadUInt16BigEndian(rest), next, rest.Slice(4, length));
        next += 4 + (isPadded ? (length + 3) & ~3 : length);
        return true;
    }

    /// <summary>The reader itself, as <c>foreach</c> asks for.</summary>
    public readonly StunAttributeReader GetEnumerator() => this;
}
