using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace SipTrace.Wire.Rtp;

/// <summary>
/// An RTP packet over the bytes it came in (RFC 3550 §5.1): <c>V=2 P X CC | M PT | sequence u16 | timestamp u32 | ssrc u32</c>, then
/// CSRCs, a header extension and the payload. SRTP leaves all but the payload, and the padding's count, in clear (RFC 3711 §3.1).
/// </summary>
/// <remarks>The form proves little: one octet in four begins like RTP. A stream is known by its announcement or by several packets in
/// order.</remarks>
public readonly ref struct RtpPacket
{
    /// <summary>Octets of the fixed header.</summary>
    public const int HeaderLength = 12;

    private readonly ReadOnlySpan<byte> bytes;
    private readonly int wireLength;

    private RtpPacket(ReadOnlySpan<byte> bytes, int wireLength)
    {
        this.bytes = bytes;
        this.wireLength = wireLength;
    }

    /// <summary>The first octet: version, padding, extension and CSRC count; 0x80 where there is nothing but the fixed header.</summary>
    public byte FirstOctet => bytes[0];

    /// <summary>Whether the last octet says how many octets of padding end the payload.</summary>
    public bool HasPadding => (bytes[0] & 0x20) != 0;

    /// <summary>Whether a header extension stands before the payload.</summary>
    public bool HasExtension => (bytes[0] & 0x10) != 0;

    /// <summary>How many contributing sources are listed: 0 to 15.</summary>
    public int CsrcCount => bytes[0] & 0xf;

    /// <summary>The marker: in audio the first packet of a talkspurt, in video the last of a frame (RFC 3551 §4.1, §5).</summary>
    public bool IsMarked => (bytes[1] & 0x80) != 0;

    /// <summary>The payload type, 0 to 127.</summary>
    public byte PayloadType => (byte)(bytes[1] & 0x7f);

    /// <summary>Counts packets, modulo 2^16.</summary>
    public ushort SequenceNumber => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);

    /// <summary>The sampling moment, in units of the payload format's clock, modulo 2^32.</summary>
    public uint Timestamp => BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);

    /// <summary>The synchronisation source: who sends.</summary>
    public uint Ssrc => BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]);

    /// <summary>The contributing sources, 4 octets each; fewer than <see cref="CsrcCount"/> where the capture cut the packet.</summary>
    public ReadOnlySpan<byte> Csrcs => bytes[HeaderLength..Math.Min(bytes.Length, HeaderLength + 4 * CsrcCount)];

    /// <summary>
    /// The 16 bits that say what the header extension is: 0xbede one-octet elements, 0x100x two-octet elements (RFC 8285); 0 where there
    /// is none.
    /// </summary>
    public ushort ExtensionProfile
    {
        get
        {
            var at = HeaderLength + 4 * CsrcCount;
            return HasExtension && bytes.Length >= at + 2 ? BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]) : (ushort)0;
        }
    }

    /// <summary>
    /// The header extension without its 4 octets of profile and length; empty where there is none or the capture cut it.
    /// </summary>
    public ReadOnlySpan<byte> Extension
    {
        get
        {
            var at = HeaderLength + 4 * CsrcCount + 4;
            return HasExtension && PayloadOffset >= at && bytes.Length >= PayloadOffset ? bytes[at..PayloadOffset] : default;
        }
    }

    /// <summary>Octets of payload on the wire, padding included.</summary>
    public int PayloadLength => Math.Max(0, wireLength - PayloadOffset);

    /// <summary>The payload as captured; padding is left off where its count is plausible, as it is not in SRTP.</summary>
    public ReadOnlySpan<byte> Payload
    {
        get
        {
            var payload = bytes[Math.Min(bytes.Length, PayloadOffset)..];
            if (!HasPadding || payload.IsEmpty || bytes.Length < wireLength) return payload;
            var padding = payload[^1];
            return padding >= 1 && padding <= payload.Length ? payload[..^padding] : payload;
        }
    }

    /// <summary>Where the payload begins; where a cut hides the extension's length, where that begins.</summary>
    private int PayloadOffset
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var at = HeaderLength + 4 * CsrcCount;
            if (!HasExtension || bytes.Length < at + 4) return at;
            return at + 4 + 4 * BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }
    }

    /// <summary>
    /// Reads a packet that fills a datagram of <paramref name="wireLength"/> octets, of which the capture holds <paramref
    /// name="captured"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryParse(ReadOnlySpan<byte> captured, int wireLength, out RtpPacket packet)
    {
        packet = default;
        if (captured.Length < HeaderLength || captured[0] >> 6 != 2) return false;
        if (wireLength < captured.Length) wireLength = captured.Length;
        var parsed = new RtpPacket(captured, wireLength);
        // Version 2 without CSRCs and extension is nearly all of RTP, and has nothing left to check.
        if ((captured[0] & 0x1f) != 0 && parsed.PayloadOffset > wireLength) return false;
        packet = parsed;
        return true;
    }

    /// <summary>Reads a packet that fills a whole datagram.</summary>
    public static bool TryParse(ReadOnlySpan<byte> datagram, out RtpPacket packet) => TryParse(datagram, datagram.Length, out packet);
}
