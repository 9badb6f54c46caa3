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
    private readonly SdpBody?[] bodies;     // by the position of their messages
    private bool? mayHaveMedia, hasCutSdp;

    internal LintedCall(LintedTrace capture, CallTranscript transcript)
    {
        Capture = capture;
        Transcript = transcript;
        bodies = new SdpBody?[transcript.Messages.Count];
        foreach (var negotiation in transcript.Negotiations)
        {
            if (negotiation.Offer.Sdp is null || negotiation.Offer.Record.IsCut) continue;
            var offer = BodyOf(negotiation.Offer, BodyRole.Offer, null);
            offer.IsWithdrawn |= negotiation.IsWithdrawn;
            foreach (var later in negotiation.LaterAnswers) BodyOf(later, BodyRole.Answer, offer);
            if (negotiation.Answer is not { Sdp: not null } answer || answer.Record.IsCut) continue;
            Exchanges.Add(new Exchange { Negotiation = negotiation, Offer = offer, Answer = BodyOf(answer, BodyRole.Answer, offer) });
        }
        Messages = transcript.Messages.Exists(message => message.IsRepeatOnLeg)
            ? transcript.Messages.FindAll(message => !message.IsRepeatOnLeg) : transcript.Messages;
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
    internal List<AgreedStream> AgreedStreams => field ??= AgreedStream.Of(this);

    /// <summary>The ICE of its streams.</summary>
    internal List<StreamIce> IceStreams => field ??= StreamIce.Of(this);

    /// <summary>The offers made after a nomination, with all nominations before them.</summary>
    internal List<UpdatedOffer> UpdatedOffers => field ??= UpdatedOffer.Of(this);

    /// <summary>When what its exchanges settled holds.</summary>
    internal SettledTimes Settled => field ??= new SettledTimes(this);

    /// <summary>The checks between addresses of the call, while it lasts, with a USERNAME of two ufrags that no call announced both; as
    /// indices in <see cref="StunTable.Transactions"/>, in order.</summary>
    internal List<int> UnknownChecks => field ??= ReadUnknownChecks();

    /// <summary>Its messages in time order, without retransmissions and copies. Some may be cut by the capture.</summary>
    public List<TranscriptMessage> Messages { get; }

    /// <summary>Its offers and answers, leg by leg, in the order of the offers.</summary>
    public List<Exchange> Exchanges { get; } = [];

    /// <summary>Its SDP bodies in time order, one for each message on each leg.</summary>
    public List<SdpBody> Bodies { get; } = [];

    /// <summary>What the sides of each dialog said in SDP, one after the other.</summary>
    public List<DialogTrail> Trails => field ??= DialogTrail.Read(this);

    /// <summary>The hops that changed an SDP of it, with the bodies before and after.</summary>
    internal List<(Correlation.Sip.Hop Hop, SdpBody Before, SdpBody After)> RewrittenBodies => field ??= HopRule.RewrittenIn(this);

    /// <summary>Whether an SDP of the call is cut by the capture: then nothing can be called unknown, unannounced or missing.</summary>
    public bool HasCutSdp => hasCutSdp ??= Transcript.Messages.Exists(message => message.Record is { IsCut: true });

    /// <summary>Whether any media can be told to be of the call: an SDP of it was seen, or a host of it uses TURN.</summary>
    internal bool MayHaveMedia => mayHaveMedia ??= Seen.Allocations.Count > 0
        || Transcript.Messages.Exists(message => message.Sdp is not null || message.Method == "INFO");

    /// <summary>The body of a message; null where it has none, or is cut.</summary>
    public SdpBody? BodyOf(TranscriptMessage message) => bodies[message.Position];

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

    private List<int> ReadUnknownChecks()
    {
        var checks = new List<int>();
        if (!Capture.HasUnknownChecks) return checks;
        foreach (var address in Seen.Addresses)
        {
            foreach (var index in Capture.UnknownChecksAt(address.Endpoint))
            {
                ref var check = ref Trace.Stun.Transactions[index];
                if (check.Requests > 0 && check.Time >= Call.Started && check.Time <= Call.LastSeen) checks.Add(index);
            }
        }
        return checks.Count == 0 ? checks : [.. checks.Distinct().Order()];
    }

    private SdpBody BodyOf(TranscriptMessage message, BodyRole role, SdpBody? offer) =>
        bodies[message.Position] ??= new SdpBody { Document = message.Sdp!, Message = message, Role = role, Offer = offer };
}
