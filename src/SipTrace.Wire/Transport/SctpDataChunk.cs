namespace SipTrace.Wire.Transport;

/// <summary>A DATA (RFC 9260 §3.3.1) or I-DATA (RFC 8260 §2.1) chunk: a user message, or a part of one.</summary>
public readonly ref struct SctpDataChunk
{
    /// <summary>Transmission sequence number.</summary>
    public uint Tsn { get; init; }

    /// <summary>Whether the message begins here: bit B.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Whether the message ends here: bit E.</summary>
    public bool IsLast { get; init; }

    /// <summary>What the parts of one message have in common: 0 for DATA, whose parts have adjacent numbers; stream and message
    /// for I-DATA.</summary>
    public ulong Group { get; init; }

    /// <summary>The part's number, one more than that of the part before: its TSN, for I-DATA its place in the message.</summary>
    public uint Part { get; init; }

    /// <summary>The user's bytes, as far as they are there.</summary>
    public ReadOnlySpan<byte> Payload { get; init; }

    /// <summary>Length of <see cref="Payload"/> on the wire.</summary>
    public int WireLength { get; init; }
}
