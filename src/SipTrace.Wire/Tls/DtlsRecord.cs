using System.Buffers.Binary;

namespace SipTrace.Wire.Tls;

/// <summary>One DTLS record: <c>type u8 | version u16 | epoch u16 | sequence u48 | length u16 | fragment</c> (RFC 6347 §4.1).</summary>
/// <remarks>The unified header of DTLS 1.3 (RFC 9147 §4), which shows nothing but that records flow, is not read.</remarks>
public readonly ref struct DtlsRecord
{
    /// <summary>Octets before the fragment.</summary>
    public const int HeaderLength = 13;

    private readonly ReadOnlySpan<byte> bytes;

    internal DtlsRecord(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>What it carries.</summary>
    public DtlsContentType Type => (DtlsContentType)bytes[0];

    /// <summary>0xfeff for DTLS 1.0, 0xfefd for 1.2 (and for 1.3, which says more in an extension).</summary>
    public ushort Version => BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]);

    /// <summary>0 before keys are agreed; then the fragments are encrypted.</summary>
    public ushort Epoch => BinaryPrimitives.ReadUInt16BigEndian(bytes[3..]);

    /// <summary>The number of the record within its epoch.</summary>
    public ulong SequenceNumber => BinaryPrimitives.ReadUInt64BigEndian(bytes[3..]) & 0xffff_ffff_ffff;

    /// <summary>What it carries, as captured.</summary>
    public ReadOnlySpan<byte> Fragment => bytes[HeaderLength..];

    /// <summary>The handshake messages of a record in clear; empty for any other.</summary>
    public DtlsHandshakeReader Handshakes => new(Type == DtlsContentType.Handshake && Epoch == 0 ? Fragment : default);

    /// <summary>Whether the octets could begin a datagram of DTLS: a type and version that exist, and a length that fits.</summary>
    public static bool LooksLikeDtls(ReadOnlySpan<byte> captured, int wireLength) =>
        captured.Length >= HeaderLength && captured[0] is >= 20 and <= 25 && captured[1] == 0xfe && captured[2] is 0xff or 0xfd
        && HeaderLength + BinaryPrimitives.ReadUInt16BigEndian(captured[11..]) <= Math.Max(wireLength, captured.Length);
}
