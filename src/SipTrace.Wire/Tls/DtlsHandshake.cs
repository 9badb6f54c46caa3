using System.Buffers.Binary;

namespace SipTrace.Wire.Tls;

/// <summary>
/// One handshake message, or a fragment of it:
/// <c>type u8 | length u24 | message sequence u16 | fragment offset u24 | fragment length u24 | body</c> (RFC 6347 §4.2.2).
/// </summary>
public readonly ref struct DtlsHandshake
{
    /// <summary>Octets before the body.</summary>
    public const int HeaderLength = 12;

    private const ushort UseSrtp = 14;

    /// <summary>A message of these parts, for whoever has put its fragments together.</summary>
    public DtlsHandshake(DtlsHandshakeType type, ushort sequence, int length, int fragmentOffset, ReadOnlySpan<byte> body)
    {
        Type = type;
        Sequence = sequence;
        Length = length;
        FragmentOffset = fragmentOffset;
        Body = body;
    }

    /// <summary>Its type; any octet, named or not.</summary>
    public DtlsHandshakeType Type { get; }

    /// <summary>Its number in the handshake; a retransmission has the same.</summary>
    public ushort Sequence { get; }

    /// <summary>Length of the whole message's body.</summary>
    public int Length { get; }

    /// <summary>Where in that body this fragment begins.</summary>
    public int FragmentOffset { get; }

    /// <summary>The body, or this fragment of it.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>Whether <see cref="Body"/> is the whole body.</summary>
    public bool IsWhole => Body.Length == Length;

    /// <summary>
    /// The SRTP protection profiles of the use_srtp extension (RFC 5764 §4.1.1): what a ClientHello offers, or what a ServerHello chose.
    /// Two octets each.
    /// </summary>
    public bool TryGetSrtpProfiles(out ReadOnlySpan<byte> profiles)
    {
        profiles = default;
        if (!IsWhole || !TryFindExtension(UseSrtp, out var extension) || extension.Length < 2) return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(extension);
        if (length % 2 != 0 || length > extension.Length - 2) return false;
        profiles = extension.Slice(2, length);
        return true;
    }

    /// <summary>
    /// The sender's own certificate, the first of a Certificate message, in DER: what <c>a=fingerprint</c> is the hash of (RFC 8122 §5).
    /// </summary>
    public bool TryGetCertificate(out ReadOnlySpan<byte> certificate)
    {
        certificate = default;
        if (Type != DtlsHandshakeType.Certificate || !IsWhole || Body.Length < 6) return false;
        var length = ReadUInt24(Body[3..]);
        if (length == 0 || length > Body.Length - 6) return false;
        certificate = Body.Slice(6, length);
        return true;
    }

    internal static int ReadUInt24(ReadOnlySpan<byte> bytes) => bytes[0] << 16 | bytes[1] << 8 | bytes[2];

    private bool TryFindExtension(ushort wanted, out ReadOnlySpan<byte> extension)
    {
        extension = default;
        // Both hellos begin with the version and 32 random octets.
        var rest = Body[Math.Min(34, Body.Length)..];
        if (!TrySkip(ref rest, 1)) return false;
        if (Type == DtlsHandshakeType.ClientHello)
        {
            if (!TrySkip(ref rest, 1) || !TrySkip(ref rest, 2) || !TrySkip(ref rest, 1)) return false;
        }
        else if (Type == DtlsHandshakeType.ServerHello && rest.Length >= 3) rest = rest[3..];
        else return false;
        if (rest.Length < 2) return false;
        rest = rest[2..];
        while (rest.Length >= 4)
        {
            var type = BinaryPrimitives.ReadUInt16BigEndian(rest);
            var length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (length > rest.Length - 4) return false;
            if (type == wanted)
            {
                extension = rest.Slice(4, length);
                return true;
            }
            rest = rest[(4 + length)..];
        }
        return false;
    }

    /// <summary>Skips a vector that begins with its length in so many octets.</summary>
    private static bool TrySkip(ref ReadOnlySpan<byte> rest, int lengthOctets)
    {
        if (rest.Length < lengthOctets) return false;
        var length = lengthOctets + (lengthOctets == 1 ? rest[0] : BinaryPrimitives.ReadUInt16BigEndian(rest));
        if (length > rest.Length) return false;
        rest = rest[length..];
        return true;
    }
}
