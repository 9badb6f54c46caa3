using SipTrace.Wire.Bytes;
using SipTrace.Wire.Stun;

namespace SipTrace.Correlation.Ice;

/// <summary>One STUN request at one capture point with its answer: 128 octets, its messages are read again on demand through <see cref="Trace.RequestOf"/>.</summary>
public struct StunTransaction
{
    internal const uint None = uint.MaxValue;

    internal ulong IdHigh { get; init; }

    internal uint IdLow { get; init; }

    /// <summary>When the request was first captured; when the answer was, where no request was seen.</summary>
    public Timestamp Time { get; internal set; }

    internal long Place { get; set; }

    internal long AnswerPlace { get; set; }

    /// <summary>The tie-breaker of the request; 0 where it has none.</summary>
    public ulong TieBreaker { get; internal set; }

    /// <summary>Index of the sender of the request in <see cref="Trace.Endpoints"/>.</summary>
    public int Source { get; init; }

    /// <summary>Index of the receiver of the request in <see cref="Trace.Endpoints"/>.</summary>
    public int Destination { get; init; }

    /// <summary>Index, in <see cref="Trace.Relays"/>, of the TURN relay it was unwrapped from; 0 where none.</summary>
    public int Relay { get; init; }

    /// <summary>Index of the mapped address of the answer in <see cref="Trace.Endpoints"/>; -1 where it has none.</summary>
    public int Mapped { get; internal set; }

    /// <summary>Index of where the answer came from in <see cref="Trace.Endpoints"/>; -1 while there is none.</summary>
    public int AnswerSource { get; internal set; }

    /// <summary>Index of its pair of ufrags in <see cref="StunTable.Pairs"/>; -1 where USERNAME holds none.</summary>
    public int Pair { get; internal set; }

    /// <summary>Index of the next transaction of the same pair of ufrags; 0 where it is the last.</summary>
    internal int Next { get; set; }

    internal int Older { get; init; }

    /// <summary>Frame number of the first request in its file; of the answer where no request was seen.</summary>
    public int Frame { get; internal set; }

    /// <summary>Frame number of the answer; 0 while there is none.</summary>
    public int AnswerFrame { get; internal set; }

    /// <summary>PRIORITY of the request; 0 where it has none.</summary>
    public uint Priority { get; internal set; }

    internal uint AnswerMicroseconds { get; set; }

    internal uint LastRequestMicroseconds { get; set; }

    internal int RequestHash { get; set; }

    internal int AnswerHash { get; set; }

    internal ushort Length { get; set; }

    internal ushort AnswerLength { get; set; }

    /// <summary>Index of its capture point.</summary>
    public ushort Point { get; init; }

    /// <summary>Index of its input.</summary>
    public ushort File { get; init; }

    /// <summary>Request packets captured, retransmissions and copies included; 0 where only the answer was seen.</summary>
    public ushort Requests { get; internal set; }

    /// <summary>How many of them are copies: the same packet seen again within 5 ms.</summary>
    public ushort Copies { get; internal set; }

    /// <summary>Answer packets captured.</summary>
    public ushort Answers { get; internal set; }

    /// <summary>The code of an error answer; 0 where none came.</summary>
    public ushort ErrorCode { get; internal set; }

    /// <summary>The method.</summary>
    public StunMethod Method { get; init; }

    /// <summary>What is known of it.</summary>
    public StunFlags Flags { get; internal set; }

    /// <summary>Whether a success answer came from where the request was sent to; one from elsewhere is no success (RFC 8445 §7.2.5.2.1).</summary>
    public readonly bool IsSuccess => (Flags & (StunFlags.Success | StunFlags.AnsweredFromElsewhere)) == StunFlags.Success;

    /// <summary>Whether any answer came.</summary>
    public readonly bool IsAnswered => Answers > 0;

    /// <summary>Whether the request has USE-CANDIDATE.</summary>
    public readonly bool HasUseCandidate => (Flags & StunFlags.UseCandidate) != 0;

    /// <summary>From the first request to the answer, to a microsecond; null where either is missing.</summary>
    public readonly TimeSpan? AnswerTime => Requests > 0 && AnswerMicroseconds != None ? TimeSpan.FromMicroseconds(AnswerMicroseconds) : null;

    /// <summary>From the first request to its last repetition.</summary>
    public readonly TimeSpan RequestSpan => TimeSpan.FromMicroseconds(LastRequestMicroseconds);

    /// <summary>Requests sent again by their sender.</summary>
    public readonly int Retransmissions => Math.Max(0, Requests - Copies - 1);

    /// <summary>The component that the sender's PRIORITY tells (RFC 8445 §5.1.2.1): 1 RTP, 2 RTCP; 0 where it tells none.</summary>
    public readonly int ComponentByPriority => Priority != 0 && 256 - (int)(Priority & 0xff) is >= 1 and <= 16 and var component ? component : 0;

    /// <summary>Whether two are sightings of one request: the same transaction id.</summary>
    public readonly bool IsSameRequest(in StunTransaction other) => IdHigh == other.IdHigh && IdLow == other.IdLow;
}
