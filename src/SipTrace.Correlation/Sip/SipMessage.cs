using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Sip;

/// <summary>One SIP message as captured: 72 octets, its text is read again on demand through <see cref="Trace.TextOf"/>.</summary>
public struct SipMessage
{
    /// <summary>When the frame that completes it was captured.</summary>
    public Timestamp Time { get; init; }

    /// <summary>Where its text stands in the input; below zero: the complement of its index among the owned texts.</summary>
    internal long Offset { get; init; }

    /// <summary>Length of its text in octets.</summary>
    public int Length { get; init; }

    /// <summary>Number of the frame that completes it, in its file.</summary>
    public int Frame { get; init; }

    /// <summary>Index of the sender in <see cref="Trace.Endpoints"/>.</summary>
    public int Source { get; init; }

    /// <summary>Index of the receiver in <see cref="Trace.Endpoints"/>.</summary>
    public int Destination { get; init; }

    /// <summary>Index of the next message of the same call in <see cref="Trace.Messages"/>; 0 where it is the last.</summary>
    public int Next { get; internal set; }

    /// <summary>Index of the previous message of the same call; -1 where it is the first.</summary>
    internal int Previous { get; init; }

    /// <summary>For a retransmission or a copy: the index of the message that it repeats; else -1.</summary>
    public int Original { get; init; }

    /// <summary>Hash of what makes two messages the same: method or status, CSeq, top Via branch, tags.</summary>
    internal int Identity { get; init; }

    /// <summary>CSeq number; 0 where it is none, or beyond 32 bits (the text has it).</summary>
    public uint CSeq { get; init; }

    /// <summary>Index among <see cref="Trace.FramesOf"/> lists where several frames carried it; 0 for one frame.</summary>
    internal int Carriers { get; init; }

    /// <summary>Index of its method (of the CSeq method, for a response) ; see <see cref="Trace.MethodOf"/>.</summary>
    internal ushort MethodIndex { get; init; }

    /// <summary>Status code of a response; 0 for a request; 65535 where the code is no number of three digits.</summary>
    public ushort Status { get; init; }

    /// <summary>Index of its input.</summary>
    public ushort File { get; init; }

    /// <summary>Index of its capture point.</summary>
    public ushort Point { get; init; }

    /// <summary>What is known of it.</summary>
    public SipMessageFlags Flags { get; init; }

    /// <summary>What carried it.</summary>
    public SipTransport Transport { get; init; }

    /// <summary>Whether it is a request.</summary>
    public readonly bool IsRequest => Status == 0;

    /// <summary>Whether it repeats an earlier message of the same sender.</summary>
    public readonly bool IsRetransmission => (Flags & SipMessageFlags.Retransmission) != 0;

    /// <summary>Whether it is an earlier packet seen once more.</summary>
    public readonly bool IsCopy => (Flags & SipMessageFlags.Copy) != 0;

    /// <summary>Whether the capture holds only its beginning.</summary>
    public readonly bool IsCut => (Flags & SipMessageFlags.Cut) != 0;

    /// <summary>Whether it carries an SDP body.</summary>
    public readonly bool HasSdp => (Flags & SipMessageFlags.HasSdp) != 0;
}
