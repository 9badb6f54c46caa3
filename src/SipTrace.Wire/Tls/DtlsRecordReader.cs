using System.Buffers.Binary;

namespace SipTrace.Wire.Tls;

/// <summary>Walks the DTLS records of one datagram; for use with <c>foreach</c>.</summary>
public ref struct DtlsRecordReader
{
    private ReadOnlySpan<byte> rest;

    /// <summary>Begins at the first octet of a datagram.</summary>
    public DtlsRecordReader(ReadOnlySpan<byte> datagram) => rest = datagram;

    /// <summary>The record that the last <see cref="MoveNext"/> found.</summary>
    public DtlsRecord Current { get; private set; }

    /// <summary>Goes to the next record. False at the end, where no record begins, and where the capture cut one.</summary>
    public bool MoveNext()
    {
        if (!DtlsRecord.LooksLikeDtls(rest, rest.Length)) return false;
        var length = DtlsRecord.HeaderLength + BinaryPrimitives.ReadUInt16BigEndian(rest[11..]);
        Current = new DtlsRecord(rest[..length]);
        rest = rest[length..];
        return true;
    }

    /// <summary>The reader itself, as <c>foreach</c> asks for.</summary>
    public readonly DtlsRecordReader GetEnumerator() => this;
}
