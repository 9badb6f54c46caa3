using System.Buffers.Binary;

namespace SipTrace.Wire.Stun;

/// <summary>
/// A STUN message over the bytes it came in: <c>type u16 | length u16 | cookie 0x2112a442 | transaction id, 12 octets | attributes</c>
/// (RFC 8489 §5), or the classic form without a cookie and with an id of 16 octets (RFC 3489 §11.1).
/// </summary>
/// <remarks>
/// With the cookie a message is taken as it is, malformed attributes included, for those are evidence. Without it anything could look
/// like STUN: then only the type words of RFC 3489 and of Microsoft's TURN count, and every attribute must be whole and of a type known
/// there.
/// </remarks>
public readonly ref partial struct StunMessage
{
    /// <summary>Octets before the attributes.</summary>
    public const int HeaderLength = 20;

    /// <summary>What stands at octet 4 of every message since RFC 5389.</summary>
    public const uint MagicCookie = 0x2112a442;

    private const uint MicrosoftMagicCookie = 0x72c64bc6;

    private readonly ReadOnlySpan<byte> bytes;
    private readonly int length;

    private StunMessage(ReadOnlySpan<byte> bytes, int length)
    {
        this.bytes = bytes;
        this.length = length;
    }

    /// <summary>The message itself, header included; shorter than the header says where the capture cut it.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>The 16 bits that hold method and class.</summary>
    public ushort Type => BinaryPrimitives.ReadUInt16BigEndian(bytes);

    /// <summary>What it is to its transaction.</summary>
    public StunClass Class => (StunClass)(((Type >> 7) & 2) | ((Type >> 4) & 1));

    /// <summary>What it is about; any 12-bit value, named or not.</summary>
    public StunMethod Method => (StunMethod)((Type & 0xf) | ((Type >> 1) & 0x70) | ((Type >> 2) & 0xf80));

    /// <summary>Whether it lacks the cookie, as messages of RFC 3489 do.</summary>
    public bool IsClassic => BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]) != MagicCookie;

    /// <summary>What ties an answer to its request: 12 octets, in the classic form 16.</summary>
    public ReadOnlySpan<byte> TransactionId => IsClassic ? bytes[4..HeaderLength] : bytes[8..HeaderLength];

    /// <summary>Whether the capture holds fewer octets than the header announces.</summary>
    public bool IsCut => bytes.Length < HeaderLength + length;

    /// <summary>
    /// Whether an attribute runs past the message's end, or octets are left over. False where the capture cut it, for then nobody can
    /// tell.
    /// </summary>
    public bool IsMalformed
    {
        get
        {
            var reader = Attributes;
            while (reader.MoveNext()) { }
            return !reader.IsAtEnd && !IsCut;
        }
    }

    /// <summary>The attributes in their order, up to the first that is not whole.</summary>
    // Drafts and Microsoft's TURN do not pad, which shows in a length that is no multiple of 4.
    public StunAttributeReader Attributes => new(bytes, length % 4 == 0);

    /// <summary>
    /// Reads a message that fills a datagram of <paramref name="wireLength"/> octets, of which the capture holds <paramref
    /// name="captured"/>.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> captured, int wireLength, out StunMessage message)
    {
        message = default;
        if (captured.Length < HeaderLength || captured[0] > 0x3f) return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(captured[2..]);
        if (HeaderLength + length != Math.Max(wireLength, captured.Length)) return false;
        message = new StunMessage(captured, length);
        return !message.IsClassic || message.LooksClassic();
    }

    /// <summary>Reads a message that fills a whole datagram.</summary>
    public static bool TryParse(ReadOnlySpan<byte> datagram, out StunMessage message) => TryParse(datagram, datagram.Length, out message);

    /// <summary>
    /// Tells how long the message at the start of a TCP stream is, from its first 8 octets. False where none begins there.
    /// </summary>
    public static bool TryMeasure(ReadOnlySpan<byte> stream, out int length)
    {
        length = 0;
        if (stream.Length < 8 || stream[0] > 0x3f || BinaryPrimitives.ReadUInt32BigEndian(stream[4..]) != MagicCookie) return false;
        length = HeaderLength + BinaryPrimitives.ReadUInt16BigEndian(stream[2..]);
        return true;
    }

    /// <summary>Finds the first attribute of a type.</summary>
    public bool TryFind(StunAttributeType type, out StunAttribute attribute)
    {
        foreach (var each in Attributes)
        {
            if (each.Type != type) continue;
            attribute = each;
            return true;
        }
        attribute = default;
        return false;
    }

    /// <summary>Whether an attribute of a type is there.</summary>
    public bool Has(StunAttributeType type) => TryFind(type, out _);

    private bool LooksClassic()
    {
        if (IsCut) return false;
        var isMicrosoft = TryFind(StunAttributeType.MicrosoftMagicCookie, out var cookie)
            && cookie.Value.Length == 4 && BinaryPrimitives.ReadUInt32BigEndian(cookie.Value) == MicrosoftMagicCookie;
        if (isMicrosoft) return Type is 0x0003 or 0x0103 or 0x0113 or 0x0004 or 0x0114 or 0x0115;
        if (Type is not (0x0001 or 0x0101 or 0x0111 or 0x0002 or 0x0102 or 0x0112)) return false;
        if (bytes[4..HeaderLength].IndexOfAnyExcept((byte)0) < 0 || length % 4 != 0) return false;
        var reader = Attributes;
        while (reader.MoveNext())
        {
            if (!IsClassicAttribute(reader.Current)) return false;
        }
        return reader.IsAtEnd;
    }

    private static bool IsClassicAttribute(StunAttribute attribute) => attribute.Type switch
    {
        StunAttributeType.MappedAddress or StunAttributeType.ResponseAddress or StunAttributeType.SourceAddress
            or StunAttributeType.ChangedAddress or StunAttributeType.ReflectedFrom or StunAttributeType.XorMappedAddress
            or StunAttributeType.MicrosoftXorMappedAddress => attribute.Value.Length is 8 or 20 && attribute.Value[1] is 1 or 2,
        StunAttributeType.ChangeRequest => attribute.Value.Length == 4,
        StunAttributeType.MessageIntegrity => attribute.Value.Length == 20,
        StunAttributeType.ErrorCode => attribute.Value.Length >= 4,
        StunAttributeType.Username or StunAttributeType.Password or StunAttributeType.UnknownAttributes
            or StunAttributeType.Software => true,
        _ => false,
    };
}
