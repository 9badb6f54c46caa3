using SipTrace.Correlation.Sip;

namespace SipTrace.Correlation.Media;

/// <summary>One offer and its answer on one leg, in one dialog (RFC 3264): what the rules call an exchange.</summary>
public sealed class Negotiation
{
    /// <summary>The leg both were seen on.</summary>
    public required Leg Leg { get; init; }

    /// <summary>The message that carried the offer.</summary>
    public required TranscriptMessage Offer { get; init; }

    /// <summary>Which messages carried them.</summary>
    public required NegotiationKind Kind { get; init; }

    /// <summary>The message that carried the answer; null where none was seen. An answer in an unreliable 1xx counts: callers act on it (RFC 3261 §13.2.1).</summary>
    public TranscriptMessage? Answer { get; internal set; }

    /// <summary>Later responses to the same INVITE with the same To tag that carried SDP again.</summary>
    public List<TranscriptMessage> LaterAnswers { get; } = [];

    /// <summary>To tag of the dialog; empty until an answer makes one.</summary>
    public string ToTag { get; internal set; } = "";

    /// <summary>Whether the request that carried the offer was refused: the offer is as if never made.</summary>
    public bool IsWithdrawn { get; internal set; }

    /// <summary>Whether the answer stood in a provisional response that nobody acknowledges.</summary>
    public bool IsPreview => Answer is { Status: > 100 and < 200, IsReliable: false };

    /// <summary>Whether it is that of an INVITE without To tag: the first of its call.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>Tag of the party that made the offer.</summary>
    public string OffererTag => Offer.SenderTag;
}
