using SipTrace.Correlation;
using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Sip;
using SipTrace.Lint.Hop;
using SipTrace.Lint.Ice;
using SipTrace.Lint.Rtp;

namespace SipTrace.Lint;

/// <summary>A call as the rules see it: its messages read again, its bodies with their roles, its exchanges.</summary>
public sealed class LintedCall
{
    private readonly Dictionary<TranscriptMessage, SdpBody> bodies = [];
    private HashSet<TranscriptMessage>? withdrawn;
    private bool? mayHaveMedia;

    internal LintedCall(LintedTrace capture, CallTranscript transcript)
    {
        Capture = capture;
        Transcript = transcript;
        foreach (var negotiation in transcript.Negotiations)
        {
            if (negotiation.Offer.Sdp is null || negotiation.Offer.Record.IsCut) continue;
            var offer = BodyOf(negotiation.Offer, BodyRole.Offer, null);
            foreach (var later in negotiation.LaterAnswers) BodyOf(later, BodyRole.Answer, offer);
            if (negotiation.Answer is not { Sdp: not null } answer || answer.Record.IsCut) continue;
            Exchanges.Add(new Exchange { Negotiation = negotiation, Offer = offer, Answer = BodyOf(answer, BodyRole.Answer, offer) });
        }
        Messages = transcript.Messages.FindAll(message => !message.IsRepeatOnLeg);
        foreach (var message in Messages)
        {
            if (message.Sdp is not null && !message.Record.IsCut) Bodies.Add(BodyOf(message, BodyRole.Unknown, null));
        }
    }

    /// <summary>What the call shares with others of its trace.</summary>
    public LintedTrace Capture { get; }

    /// <summary>The trace the call is part of.</summary>
    public Trace Trace => Capture.Trace;

    /// <summary>Its ICE sessions.</summary>
    public IReadOnlyList<IceSession> IceSessions => field ??= Capture.Ice.Of(Transcript);

    /// <summary>What its packets prove, in the words of the rules: same socket, checks, nominations, streams, what a capture point
    /// sees.</summary>
    public CallEvidence Seen => field ??= Capture.Seen.Of(Transcript);

    /// <summary>The call.</summary>
    public Call Call => Transcript.Call;

    /// <summary>The call read again in full, repetitions included.</summary>
    public CallTranscript Transcript { get; }

    /// <summary>Its streams of RTP that were agreed.</summary>
    internal IReadOnlyList<AgreedStream> AgreedStreams => field ??= [.. AgreedStream.Of(this)];

    /// <summary>The ICE of its streams.</summary>
    internal IReadOnlyList<StreamIce> IceStreams => field ??= [.. StreamIce.Of(this)];

    /// <summary>Its messages in time order, without retransmissions and copies. Some may be cut by the capture.</summary>
    public List<TranscriptMessage> Messages { get; }

    /// <summary>Its offers and answers, leg by leg, in the order of the offers.</summary>
    public List<Exchange> Exchanges { get; } = [];

    /// <summary>Its SDP bodies in time order, one for each message on each leg.</summary>
    public List<SdpBody> Bodies { get; } = [];

    /// <summary>What the sides of each dialog said in SDP, one after the other.</summary>
    public IReadOnlyList<DialogTrail> Trails => field ??= DialogTrail.Read(this);

    /// <summary>The hops that changed an SDP of it, with the bodies before and after.</summary>
    internal List<(Correlation.Sip.Hop Hop, SdpBody Before, SdpBody After)> RewrittenBodies => field ??= HopRule.RewrittenIn(this);

    /// <summary>Whether an SDP of the call is cut by the capture: then nothing can be called unknown, unannounced or missing.</summary>
    public bool HasCutSdp => Transcript.Messages.Exists(message => message.Record is { IsCut: true });

    /// <summary>Whether any media can be told to be of the call: an SDP of it was seen, or a host of it uses TURN.</summary>
    internal bool MayHaveMedia => mayHaveMedia ??= Seen.Allocations.Count > 0
        || Transcript.Messages.Exists(message => message.Sdp is not null || message.Method == "INFO");

    /// <summary>The body of a message; null where it has none, or is cut.</summary>
    public SdpBody? BodyOf(TranscriptMessage message) => bodies.GetValueOrDefault(message);

    /// <summary>Whether the request that carried an offer was refused: the offer is as if never made.</summary>
    internal bool IsWithdrawn(SdpBody body) =>
        (withdrawn ??= [.. Transcript.Negotiations.Where(one => one.IsWithdrawn).Select(one => one.Offer)]).Contains(body.Message!);

    /// <summary>The user agent of who sent a message, else the address it came from.</summary>
    public string AgentOf(TranscriptMessage message)
    {
        if (message.UserAgent.Length > 0) return message.UserAgent;
        // Without a tag nobody can be told from others.
        var other = message.SenderTag.Length == 0 ? null
            : Transcript.Messages.Find(m => m.SenderTag == message.SenderTag && m.UserAgent.Length > 0);
        return other?.UserAgent ?? (message.Source.IsNone ? "" : message.Logical.First.Source.AddressText());
    }

    /// <summary>The user agent of who sent what stands at a place.</summary>
    internal string AgentOf(Place place)
    {
        if (place.Message is { } message) return AgentOf(message);
        return Transcript.Messages.Find(m => m.SenderTag == place.Sender && place.Sender.Length > 0) is { } sent ? AgentOf(sent)
            : place.Sender;
    }

    private SdpBody BodyOf(TranscriptMessage message, BodyRole role, SdpBody? offer)
    {
        if (bodies.TryGetValue(message, out var known)) return known;
        var body = new SdpBody { Document = message.Sdp!, Message = message, Role = role, Offer = offer };
        bodies.Add(message, body);
        return body;
    }
}
