using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;
using SipTrace.Wire.Sip;

namespace SipTrace.Correlation.Sip;

/// <summary>One message of a call with its text and what its header says, read again from the capture.</summary>
public sealed class TranscriptMessage
{
    private bool? isByAuthor;

    /// <summary>Its index in <see cref="Trace.Messages"/>.</summary>
    public required int Index { get; init; }

    /// <summary>Its place among all messages of the call.</summary>
    public int Position { get; init; }

    /// <summary>The record it was kept as: time, frame, capture point, flags.</summary>
    public required SipMessage Record { get; init; }

    /// <summary>Who sent it on this leg.</summary>
    public Endpoint Source => IsBackwards ? Leg.B : Leg.A;

    /// <summary>Who received it on this leg.</summary>
    public Endpoint Destination => IsBackwards ? Leg.A : Leg.B;

    /// <summary>The leg it belongs to.</summary>
    public required Leg Leg { get; init; }

    /// <summary>Its octets as on the wire.</summary>
    public required ReadOnlyMemory<byte> Text { get; init; }

    /// <summary>Its method; for a response that of the CSeq.</summary>
    public required string Method { get; init; }

    /// <summary>CSeq number as written, leading zeros removed.</summary>
    public required string CSeq { get; init; }

    /// <summary>The tag of From; empty where there is none.</summary>
    public required string FromTag { get; init; }

    /// <summary>The tag of To; empty where there is none.</summary>
    public required string ToTag { get; init; }

    /// <summary>The branch of the top Via; empty where there is none.</summary>
    public ReadOnlySpan<byte> Branch => Text.Span.Slice(BranchOffset, BranchLength);

    /// <summary>Number of Via values.</summary>
    public required int ViaCount { get; init; }

    /// <summary>The lowest Via value: that of its first sender. Empty where there is none.</summary>
    public ReadOnlySpan<byte> LowestVia => Text.Span.Slice(LowestViaOffset, LowestViaLength);

    /// <summary>User-Agent or Server; empty where there is none.</summary>
    public required string UserAgent { get; init; }

    /// <summary>Its SDP body; null where it has none.</summary>
    public SdpDocument? Sdp { get; init; }

    /// <summary>Where the SDP body begins in <see cref="Text"/>.</summary>
    public int SdpOffset { get; init; }

    /// <summary>A provisional response that asks to be acknowledged by PRACK (RFC 3262).</summary>
    public bool IsReliable { get; init; }

    /// <summary>The message that this one repeats (retransmission or copy); null where it is the first.</summary>
    public TranscriptMessage? Original { get; init; }

    /// <summary>
    /// Whether it repeats an earlier message of its own leg. Seen again with other addresses, as behind a NAT, it repeats one of another leg.
    /// </summary>
    public bool IsRepeatOnLeg { get; internal set; }

    /// <summary>The same message over all legs of the call.</summary>
    public LogicalMessage Logical { get; internal set; } = null!;

    /// <summary>The endpoint of its author; none where the packet cannot tell, since a proxy may have passed it on.</summary>
    public Endpoint OwnSource => (isByAuthor ??= Sip.OwnSource.IsAuthor(this)) ? Source : default;

    /// <summary>When it was captured.</summary>
    public Timestamp Time => Record.Time;

    /// <summary>Frame number in its file.</summary>
    public int Frame => Record.Frame;

    /// <summary>Status code of a response; 0 for a request.</summary>
    public int Status => Record.Status;

    /// <summary>Whether it is a request.</summary>
    public bool IsRequest => Record.IsRequest;

    /// <summary>Whether it is a retransmission or a copy of an earlier one.</summary>
    public bool IsRepeat => Record.IsRetransmission || Record.IsCopy;

    /// <summary>The tag of the party that made it: From tag of a request, To tag of a response.</summary>
    public string SenderTag => IsRequest ? FromTag : ToTag;

    internal bool IsBackwards { get; init; }

    internal int BranchOffset { get; init; }

    internal int BranchLength { get; init; }

    internal int LowestViaOffset { get; init; }

    internal int LowestViaLength { get; init; }

    /// <summary>Where everything stands in <see cref="Text"/>.</summary>
    public required SipLayout Layout { get; init; }

    /// <summary>The message, for headers that are not kept here.</summary>
    public SipText Parse() => new(Text.Span, Layout);

    /// <summary>Value of a header by its full name; null where it has none.</summary>
    public string? Header(ReadOnlySpan<byte> fullName) =>
        Parse().TryGetHeader(fullName, out var value) ? SipText.Unfold(value) : null;
}
