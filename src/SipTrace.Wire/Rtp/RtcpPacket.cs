using System.Buffers.Binary;

namespace SipTrace.Wire.Rtp;

/// <summary>
/// One RTCP packet of a compound: <c>V=2 P count(5) | type u8 | length u16 in words less one | ssrc u32 | ...</c> (RFC 3550 §6.4).
/// </summary>
public readonly ref struct RtcpPacket
{
    /// <summary>Octets up to and including the sender's SSRC.</summary>
    public const int HeaderLength = 8;

    private const int SenderInfoLength = 20;

    private readonly ReadOnlySpan<byte> bytes;

    internal RtcpPacket(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>The whole packet, header included.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Its type; any octet, named or not.</summary>
    public RtcpPacketType Type => (RtcpPacketType)bytes[1];

    /// <summary>
    /// The five bits after the padding flag: how many reports, chunks or sources follow; in feedback the format, in APP the subtype.
    /// </summary>
    public int Count => bytes[0] & 0x1f;

    /// <summary>Whether padding ends it, as it may the last packet of a compound.</summary>
    public bool HasPadding => (bytes[0] & 0x20) != 0;

    /// <summary>Who sends it; of SDES and BYE the first source; 0 where there is none.</summary>
    public uint Ssrc => BinaryPrimitives.TryReadUInt32BigEndian(bytes[4..], out var ssrc) ? ssrc : 0;

    /// <summary>Of feedback (205, 206): the source it is about; 0 where there is none.</summary>
    public uint MediaSsrc => bytes.Length >= 12 ? BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]) : 0;

    /// <summary>Of feedback (205, 206): the feedback control information.</summary>
    public ReadOnlySpan<byte> FeedbackControl => bytes[Math.Min(12, bytes.Length)..];

    /// <summary>Of APP: its four-letter name.</summary>
    public ReadOnlySpan<byte> ApplicationName => bytes.Length >= 12 ? bytes[8..12] : default;

    /// <summary>The report blocks of SR and RR; empty for other types.</summary>
    public RtcpReportReader Reports => new(Type switch
    {
        RtcpPacketType.SenderReport => bytes[Math.Min(HeaderLength + SenderInfoLength, bytes.Length)..],
        RtcpPacketType.ReceiverReport => bytes[Math.Min(HeaderLength, bytes.Length)..],
        _ => default,
    }, Count);

    /// <summary>The items of SDES; empty for other types.</summary>
    public SdesReader Descriptions => new(Type == RtcpPacketType.SourceDescription ? bytes[4..] : default, Count);

    /// <summary>The blocks of XR; empty for other types.</summary>
    public RtcpXrReader ExtendedBlocks =>
        new(Type == RtcpPacketType.ExtendedReport ? bytes[Math.Min(HeaderLength, bytes.Length)..] : default);

    /// <summary>Of BYE: the sources that leave, 4 octets each.</summary>
    public ReadOnlySpan<byte> LeavingSources => Type == RtcpPacketType.Bye ? bytes[4..Math.Min(4 + 4 * Count, bytes.Length)] : default;

    /// <summary>Of BYE: why they leave, as text; empty where no reason is given.</summary>
    public ReadOnlySpan<byte> LeavingReason
    {
        get
        {
            var at = 4 + 4 * Count;
            if (Type != RtcpPacketType.Bye || bytes.Length <= at) return default;
            return bytes.Slice(at + 1, Math.Min(bytes[at], bytes.Length - at - 1));
        }
    }

    /// <summary>Of SR: what the sender says it sent. False for other types.</summary>
    public bool TryGetSenderInfo(out RtcpSenderReport report)
    {
        report = default;
        if (Type != RtcpPacketType.SenderReport || bytes.Length < HeaderLength + SenderInfoLength) return false;
        report = new RtcpSenderReport(
            BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[24..]));
        return true;
    }
}
