using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Correlation.Ice;

/// <summary>The checks from one address to another at one capture point, as on the wire there; or two announced candidates between which none was seen.</summary>
public sealed class CandidatePair
{
    private (CheckIntegrity, string?)? judgement;

    internal CandidatePair(IceSide sender, Endpoint from, Endpoint to, int point, Endpoint relay)
    {
        Sender = sender;
        From = from;
        To = to;
        Point = point;
        Relay = relay;
    }

    /// <summary>Which agent sends the checks.</summary>
    public IceSide Sender { get; }

    /// <summary>Where they come from; the relayed address where they come through a relay.</summary>
    public Endpoint From { get; }

    /// <summary>Where they go to; the relayed address where a relay receives them.</summary>
    public Endpoint To { get; }

    /// <summary>The relay that all of them were unwrapped from; none where the leg outside the relay was seen, or there is no relay.</summary>
    public Endpoint Relay { get; internal set; }

    /// <summary>Index of the capture point; -1 for a pair that was not seen.</summary>
    public int Point { get; }

    /// <summary>1 RTP, 2 RTCP: by SDP, else by PRIORITY, else by the ports.</summary>
    public int Component { get; internal set; }

    /// <summary>The sender's candidate; null where the address was announced by none.</summary>
    public SdpCandidate? FromCandidate { get; internal set; }

    /// <summary>The receiver's candidate; null where the address was announced by none.</summary>
    public SdpCandidate? ToCandidate { get; internal set; }

    /// <summary>host, srflx, prflx, relay; null where no SDP tells.</summary>
    public string? FromType { get; internal set; }

    /// <summary>As <see cref="FromType"/>, for the receiver.</summary>
    public string? ToType { get; internal set; }

    /// <summary>The pair priority of RFC 8445 §6.1.2.3 from both candidates and roles; null where one of them is unknown.</summary>
    public ulong? Priority { get; internal set; }

    /// <summary>What became of it.</summary>
    public PairState State { get; internal set; }

    /// <summary>Why it is in that state, in words; null where there is nothing to say.</summary>
    public string? Reason { get; internal set; }

    /// <summary>Its transactions in the order of their first packets, as indices in <see cref="StunTable.Transactions"/>.</summary>
    public List<int> Transactions { get; } = [];

    /// <summary>Requests captured, retransmissions and copies included.</summary>
    public int Checks { get; internal set; }

    /// <summary>Answers captured.</summary>
    public int Responses { get; internal set; }

    /// <summary>Requests that their sender repeated.</summary>
    public int Retransmissions { get; internal set; }

    /// <summary>The round-trip time of the quickest check that was not repeated; null where none was answered.</summary>
    public TimeSpan? RoundTrip { get; internal set; }

    /// <summary>Whether a check with USE-CANDIDATE succeeded.</summary>
    public bool IsNominated { get; internal set; }

    /// <summary>Whether it looks like a triggered check (RFC 8445 §7.3.1.4): the first follows the peer's on the same path within 100 ms.</summary>
    public bool IsTriggered { get; internal set; }

    /// <summary>What the passwords of the capture say about its checks and their answers: the gravest of all.</summary>
    public CheckIntegrity Integrity => Judgement.Integrity;

    /// <summary>More about <see cref="Integrity"/>: whose password would fit. Null where there is nothing to say.</summary>
    public string? IntegrityNote => Judgement.Note;

    /// <summary>Reads the checks again and verifies them; null for a pair that was not seen.</summary>
    internal Func<CandidatePair, (CheckIntegrity Integrity, string? Note)>? Judge { get; set; }

    private (CheckIntegrity Integrity, string? Note) Judgement => judgement ??= Judge?.Invoke(this) ?? default;

    /// <summary>The mapped address of the last success; none where there was none.</summary>
    public Endpoint Mapped { get; internal set; }

    /// <summary>The error codes of its answers, each once.</summary>
    public List<int> Errors { get; } = [];

    /// <summary>When its first packet was seen.</summary>
    public Timestamp? Started { get; internal set; }

    /// <summary>When its last request was seen.</summary>
    public Timestamp LastCheck { get; internal set; }

    /// <summary>When its first success was seen; null where there was none.</summary>
    public Timestamp? FirstSuccess { get; internal set; }

    /// <summary>Index of the input of its first packet.</summary>
    public int File { get; internal set; }

    /// <summary>Frame of its first packet; 0 where none was seen.</summary>
    public int FirstFrame { get; internal set; }

    /// <summary>Whether it was found by a check and not by SDP: one of its addresses is peer-reflexive.</summary>
    public bool IsDiscovery => FromType == "prflx" || ToType == "prflx";
}
