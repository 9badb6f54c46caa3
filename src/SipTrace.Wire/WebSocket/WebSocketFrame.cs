using System.Buffers.Binary;

namespace SipTrace.Wire.WebSocket;

/// <summary>One WebSocket frame (RFC 6455 §5.2): <c>FIN RSV opcode | MASK length(7) | [length 16 or 64] | [mask(4)] |
/// payload</c>.</summary>
public readonly ref struct WebSocketFrame
{
    private const int FinalBit = 0x80, CompressedBit = 0x40, ReservedBits = 0x30, MaskBit = 0x80, Length16 = 126, Length64 = 127;

    private readonly uint mask;

    private WebSocketFrame(ReadOnlySpan<byte> bytes, int header, long payloadLength, uint mask)
    {
        IsFinal = (bytes[0] & FinalBit) != 0;
        IsCompressed = (bytes[0] & CompressedBit) != 0;
        Opcode = (WebSocketOpcode)(bytes[0] & 0x0f);
        IsMasked = (bytes[1] & MaskBit) != 0;
        HeaderLength = header;
        PayloadLength = payloadLength;
        Payload = bytes.Slice(header, (int)Math.Min(payloadLength, bytes.Length - header));
        this.mask = mask;
    }

    /// <summary>Octets a header may have at most.</summary>
    public const int MaximumHeaderLength = 14;

    /// <summary>Whether this is the last frame of its message.</summary>
    public bool IsFinal { get; }

    /// <summary>RSV1: the message is deflated (RFC 7692).</summary>
    public bool IsCompressed { get; }

    /// <summary>What the frame is.</summary>
    public WebSocketOpcode Opcode { get; }

    /// <summary>Whether it is a control frame, which may stand between the frames of a message.</summary>
    public bool IsControl => Opcode >= WebSocketOpcode.Close;

    /// <summary>Whether the payload is masked, as every frame of a client is.</summary>
    public bool IsMasked { get; }

    /// <summary>Octets before the payload.</summary>
    public int HeaderLength { get; }

    /// <summary>Octets of payload as the header tells them.</summary>
    public long PayloadLength { get; }

    /// <summary>The payload as it is on the wire, as far as it is there.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Whether all of the payload is there.</summary>
    public bool IsComplete => Payload.Length == PayloadLength;

    /// <summary>Reads the frame that bytes begin with. False where the header is incomplete or none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out WebSocketFrame frame)
    {
        frame = default;
        if (bytes.Length < 2 || !IsHeader(bytes)) return false;
        int header = 2, code = bytes[1] & 0x7f;
        var isMasked = (bytes[1] & MaskBit) != 0;
        header += code == Length64 ? 8 : code == Length16 ? 2 : 0;
        var maskAt = header;
        if (isMasked) header += 4;
        if (bytes.Length < header) return false;
        var length = code switch
        {
            Length64 => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
            Length16 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            _ => code,
        };
        if (length < 0) return false;
        frame = new WebSocketFrame(bytes, header, length, isMasked ? BinaryPrimitives.ReadUInt32BigEndian(bytes[maskAt..]) : 0);
        return true;
    }

    /// <summary>Whether two octets can be a frame's first: known opcode, reserved bits zero, control frames short and whole.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2 || (bytes[0] & ReservedBits) != 0) return false;
        var opcode = bytes[0] & 0x0f;
        return opcode switch
        {
            <= (int)WebSocketOpcode.Binary => true,
            >= (int)WebSocketOpcode.Close and <= (int)WebSocketOpcode.Pong =>
                (bytes[0] & (FinalBit | CompressedBit)) == FinalBit && (bytes[1] & 0x7f) < Length16,
            _ => false,
        };
    }

    /// <summary>Writes the payload, unmasked, as far as the target is long. Returns the octets written.</summary>
    public int CopyPayloadTo(Span<byte> target)
    {
        var part = Payload[..Math.Min(Payload.Length, target.Length)];
        part.CopyTo(target);
        if (!IsMasked) return part.Length;
        for (var i = 0; i < part.Length; i++) target[i] ^= (byte)(mask >> (24 - (i & 3) * 8));
        return part.Length;
    }
}
