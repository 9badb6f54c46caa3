using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Sdp;

namespace SipTrace.Correlation.Ice;

/// <summary>Makes ICE sessions out of a call's offers and answers. Copies of one exchange on several legs are one session, as long as the ufrags stay the same.</summary>
internal sealed class SessionReader(Call call)
{
    private readonly List<IceSession> sessions = [];
    private readonly Dictionary<IceSession, TranscriptMessage> firstOffers = [];

    public List<IceSession> Read(CallTranscript transcript)
    {
        foreach (var exchange in transcript.Negotiations)
        {
            var offer = exchange.Offer.Sdp!;
            for (var i = 0; i < offer.Media.Count; i++) Take(exchange, offer, i);
        }
        foreach (var message in transcript.Messages)
        {
            if (message is { IsRequest: true, IsRepeat: false, Method: "INFO" } && message.Parse().TryGetSdpFragment(out var fragment))
                TakeTrickle(SdpDocument.Parse(fragment));
        }
        return sessions;
    }

    private void Take(Negotiation exchange, SdpDocument offerSdp, int index)
    {
        var offer = offerSdp.Media[index];
        var answerSdp = exchange.Answer?.Sdp;
        var answer = answerSdp is not null && index < answerSdp.Media.Count ? answerSdp.Media[index] : null;
        if (!offer.HasAnyIce && answer is not { HasAnyIce: true }) return;
        var isBundled = answer?.Tagged is { } tagged && tagged != answer;
        if (!offer.IsLive || offer.Inherits || isBundled) return;
        if (answer is { IsLive: false } or { HasAnyIce: false, HasIceMismatch: false }) answer = null;

        var session = Find(index, offer.IceUfrag, answer?.IceUfrag) ?? Add(exchange, offer, index);
        if (session.Answerer is null && answer is not null && session.Offerer.Ufrag == offer.IceUfrag)
        {
            // The offer may have been refused before, to be made again with credentials: this one counts.
            session.Answerer = new IceAgent(answer.IceUfrag);
            session.Negotiation = exchange;
            session.Started = exchange.Offer.Time;
            firstOffers[session] = exchange.Offer;
        }
        if (session.DialogTag.Length == 0) session.DialogTag = DialogTagOf(exchange);
        Absorb(session, exchange, offer, answer, offerSdp.IsIceLite, answerSdp?.IsIceLite == true);
    }

    private void Absorb(IceSession session, Negotiation exchange, SdpMedia offer, SdpMedia? answer, bool offererIsLite, bool answererIsLite)
    {
        var isFirst = IsSameOffer(firstOffers[session], exchange.Offer);
        var offerer = session.Offerer.Ufrag == offer.IceUfrag ? IceSide.Offerer : IceSide.Answerer;
        session[offerer]?.Absorb(offer, offererIsLite, isFirst);
        if (offer.RemoteCandidates.Count > 0) session.HasUpdatedOffer = true;
        if (answer is null) return;
        session[IceSession.Other(offerer)]?.Absorb(answer, answererIsLite, isFirst);
        foreach (var later in exchange.LaterAnswers)
        {
            if (later.Sdp is { } sdp && offer.Index < sdp.Media.Count && sdp.Media[offer.Index] is var media && media.IceUfrag == answer.IceUfrag)
                session[IceSession.Other(offerer)]?.AddCandidates(media);
        }
    }

    private IceSession? Find(int index, string offerer, string? answerer)
    {
        foreach (var session in sessions)
        {
            if (session.MediaIndex != index) continue;
            var (o, a) = (session.Offerer.Ufrag, session.Answerer?.Ufrag);
            if (answerer is null || a is null)
            {
                if (o == offerer || (answerer is null && a == offerer)) return session;
            }
            else if ((o == offerer && a == answerer) || (o == answerer && a == offerer)) return session;
        }
        return null;
    }

    private IceSession Add(Negotiation exchange, SdpMedia offer, int index)
    {
        var dialog = DialogTagOf(exchange);
        var generation = 0;
        foreach (var (earlier, first) in firstOffers)
        {
            if (earlier.MediaIndex == index && earlier.DialogTag == dialog && !IsSameOffer(first, exchange.Offer)) generation = Math.Max(generation, earlier.Generation + 1);
        }
        var session = new IceSession(new IceAgent(offer.IceUfrag))
        {
            Call = call,
            Negotiation = exchange,
            DialogTag = dialog,
            MediaIndex = index,
            MediaKind = offer.Kind,
            Mid = offer.Mid,
            Generation = generation,
            Started = exchange.Offer.Time,
        };
        sessions.Add(session);
        firstOffers.Add(session, exchange.Offer);
        return session;
    }

    private void TakeTrickle(SdpDocument fragment)
    {
        var ufrag = fragment.Session.AttributeText("ice-ufrag");
        foreach (var session in sessions)
        {
            if (fragment.Media.Count == 0) TakeTrickle(session, fragment.Session, ufrag);
            foreach (var media in fragment.Media)
            {
                if (media.Mid == session.Mid || (media.Mid.Length == 0 && media.Index == session.MediaIndex)) TakeTrickle(session, media, media.IceUfrag);
            }
        }
    }

    private static void TakeTrickle(IceSession session, SdpSection section, string ufrag)
    {
        var agent = ufrag.Length == 0 ? null : ufrag == session.Offerer.Ufrag ? session.Offerer : ufrag == session.Answerer?.Ufrag ? session.Answerer : null;
        if (agent is null) return;
        var before = agent.Candidates.Count;
        agent.AddCandidates(section);
        session.TrickledCandidates += agent.Candidates.Count - before;
    }

    // The tag of the side that the call's first request went to, whoever makes the offer.
    private string DialogTagOf(Negotiation exchange) => exchange.Offer.FromTag == call.From.Tag ? exchange.ToTag : exchange.Offer.FromTag;

    private static bool IsSameOffer(TranscriptMessage one, TranscriptMessage other) =>
        one.CSeq == other.CSeq && one.Method == other.Method && one.FromTag == other.FromTag && one.Status == other.Status;
}
