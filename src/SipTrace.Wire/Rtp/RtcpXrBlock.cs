namespace SipTrace.Wire.Rtp;

/// <summary>One block of an extended report (RFC 3611 §3): <c>type u8 | type-specific u8 | length u16 in words | content</c>.</summary>
public readonly ref struct RtcpXrBlock
{
    internal RtcpXrBlock(ReadOnlySpan<byte> bytes)
    {
        Type = (RtcpXrBlockType)bytes[0];
        TypeSpecific = bytes[1];
        Content = bytes[4..];
    }

    /// <summary>Its type; any octet, named or not.</summary>
    public RtcpXrBlockType Type { get; }

    /// <summary>The second octet, whose meaning the type gives.</summary>
    public byte TypeSpecific { get; }

    /// <summary>What follows the block's header.</summary>
    public ReadOnlySpan<byte> Content { get; }

    /// <summary>The VoIP metrics of a block of type 7. False for other types.</summary>
    public bool TryGetVoipMetrics(out RtcpVoipMetrics metrics)
    {
        metrics = default;
        return Type == RtcpXrBlockType.VoipMetrics && RtcpVoipMetrics.TryParse(Content, out metrics);
    }
}
