using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Evidence;

/// <summary>One ICE check as seen at one capture point, retransmissions and answer included: a STUN Binding request whose USERNAME names two parties of a call.</summary>
public sealed class IceCheck
{
    private readonly CallTranscript call;
    private readonly Trace trace;
    private ReadOnlyMemory<byte>? request, answer;

    internal IceCheck(CallTranscript call, Trace trace, int index)
    {
        this.call = call;
        this.trace = trace;
        Index = index;
    }

    /// <summary>Its index in <see cref="StunTable.Transactions"/>.</summary>
    public int Index { get; }

    /// <summary>The transaction: counts, flags, error code, frames.</summary>
    public ref readonly StunTransaction Transaction => ref trace.Stun.Transactions[Index];

    /// <summary>The octets of its first request; empty where there are none.</summary>
    public ReadOnlyMemory<byte> RequestBytes => request ??= trace.RequestOf(Index, call.Octets);

    /// <summary>The octets of its answer, read again; empty where none was seen or kept.</summary>
    public ReadOnlyMemory<byte> AnswerBytes => answer ??= trace.AnswerOf(Index, call.Octets);

    /// <summary>When its first request was seen.</summary>
    public Timestamp Time => Transaction.Time;

    /// <summary>Index of the capture point.</summary>
    public int Point => Transaction.Point;

    /// <summary>Where it came from there; for a relayed check the client's own socket.</summary>
    public required Endpoint From { get; init; }

    /// <summary>Where it went to there; for a relayed check the client's own socket where the client receives it.</summary>
    public required Endpoint To { get; init; }

    /// <summary>The TURN relay it was unwrapped from; none where it was not.</summary>
    public Endpoint Relay => trace.Relays[Transaction.Relay];

    /// <summary>Who sends it, by the ufrag after the colon; on the first leg that knows both ufrags.</summary>
    public required IceCredentials Sender { get; init; }

    /// <summary>Who receives it, by the ufrag before the colon; on the same leg.</summary>
    public required IceCredentials Receiver { get; init; }

    /// <summary>The legs whose SDP knows both ufrags: it is compared with these only, for a relay of media has a leg on either side.</summary>
    public required List<Leg> Legs { get; init; }

    /// <summary>Index of the m= line.</summary>
    public required int MediaIndex { get; init; }

    /// <summary>1 RTP, 2 RTCP; 0 where nothing tells.</summary>
    public required int Component { get; init; }

    /// <summary>The sender's address of the valid pair: the mapped address of the answer, else as the SDP would name where it came from.</summary>
    public required Endpoint Local { get; init; }

    /// <summary>The receiver's address of the valid pair: where it was sent to, or the relay in front of it.</summary>
    public required Endpoint Remote { get; init; }

    /// <summary>The mapped address of the answer; none where it has none.</summary>
    public Endpoint Mapped => Transaction.Mapped >= 0 ? trace.Endpoints[Transaction.Mapped] : default;

    /// <summary>Whether a success answer came from where it was sent to.</summary>
    public bool IsSuccess => Transaction is { IsSuccess: true, Requests: > 0 };

    /// <summary>When the answer was seen; null while there is none.</summary>
    public Timestamp? Answered => Transaction.AnswerTime is { } time ? Transaction.Time + time : null;

    /// <summary>Whether it nominated its pair: it succeeded with USE-CANDIDATE.</summary>
    public bool IsNomination => IsSuccess && Transaction.HasUseCandidate;

    /// <summary>The role its sender claims: true controlling, false controlled, null none.</summary>
    public bool? IsControlling => (Transaction.Flags & StunFlags.Controlling) != 0 ? true : (Transaction.Flags & StunFlags.Controlled) != 0 ? false : null;
}
