using System.Buffers.Binary;

namespace SipTrace.Wire.Tls;

/// <summary>Walks the handshake messages, or fragments of them, in one record; for use with <c>foreach</c>.</summary>
public ref struct DtlsHandshakeReader
{
    private ReadOnlySpan<byte> rest;

    internal DtlsHandshakeReader(ReadOnlySpan<byte> fragment) => rest = fragment;

    /// <summary>The message that the last <see cref="MoveNext"/> found.</summary>
    public DtlsHandshake Current { get; private set; }

    /// <summary>Goes to the next message. False at the end, and where lengths contradict each other.</summary>
    public bool MoveNext()
    {
        if (rest.Length < DtlsHandshake.HeaderLength) return false;
        var whole = DtlsHandshake.ReadUInt24(rest[1..]);
        var offset = DtlsHandshake.ReadUInt24(rest[6..]);
        var length = DtlsHandshake.ReadUInt24(rest[9..]);
        if (offset + length > whole || length > rest.Length - DtlsHandshake.HeaderLength) return false;
        Current = new DtlsHandshake((DtlsHandshakeType)rest[0], BinaryPrimitives.ReadUInt16BigEndian(rest[4..]), whole, offset,
            rest.Slice(DtlsHandshake.HeaderLength, length));
        rest = rest[(DtlsHandshake.HeaderLength + length)..];
        return true;
    }

    /// <summary>The reader itself, as <c>foreach</c> asks for.</summary>
    public readonly DtlsHandshakeReader GetEnumerator() => this;
}
