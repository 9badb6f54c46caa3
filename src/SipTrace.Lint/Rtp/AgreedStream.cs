using SipTrace.Correlation;
using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Rtp;

/// <summary>One m= line with RTP of a confirmed dialog, over all legs that showed it.</summary>
/// <param name="CallerTag">Tag of the side that sent the INVITE.</param>
/// <param name="CalleeTag">Tag of the other.</param>
/// <param name="Index">Index of the m= line.</param>
/// <param name="Exchanges">What was agreed about it, in the order of time, on each leg.</param>
/// <param name="Confirmed">When the first 2xx passed.</param>
/// <param name="Bye">When the first BYE passed; null where none was seen.</param>
internal sealed record AgreedStream(string CallerTag, string CalleeTag, int Index, List<Exchange> Exchanges,
    Timestamp Confirmed, Timestamp? Bye)
{
    private (int Point, List<RtpFlow> Flows)? latest;
    private bool? isAlwaysTwoWay;

    /// <summary>Whether it is audio: who sends no video has often only shut the lens.</summary>
    public bool IsAudio => Exchanges[^1].Offer.Media[Index].Kind == "audio";

    /// <summary>Whether every exchange says sendrecv on both sides, and a real address.</summary>
    public bool IsAlwaysTwoWay => isAlwaysTwoWay ??= Exchanges.TrueForAll(IsTwoWay);

    /// <summary>Whether the last exchange says so.</summary>
    public bool IsTwoWayNow => IsTwoWay(Exchanges[^1]);

    /// <summary>Whether both sides spoke ICE at the end.</summary>
    public bool HasIce => Exchanges[^1] is var last && last.Offer.Media[Index] is { HasIce: true, HasIceMismatch: false }
        && last.Answer.Media[Index] is { HasIce: true, HasIceMismatch: false };

    /// <summary>When it ended: the BYE, else the end of what the capture point saw.</summary>
    public Timestamp EndAt(LintedCall call, int point) => Bye is { } bye
        && bye < call.Trace.Windows[point].To ? bye : call.Trace.Windows[point].To;

    /// <summary>The streams of RTP that carry it at a capture point.</summary>
    public List<RtpFlow> FlowsAt(LintedCall call, int point)
    {
        if (latest is { } known && known.Point == point) return known.Flows;
        var flows = new List<RtpFlow>();
        foreach (var flow in call.Seen.Flows)
        {
            if (flow.Point == point && IsOf(flow, call)) flows.Add(flow);
        }
        latest = (point, flows);
        return flows;
    }

    /// <summary>The other side.</summary>
    public string Other(string tag) => tag == CallerTag ? CalleeTag : CallerTag;

    /// <summary>The streams of all dialogs of a call that were confirmed and whose SDP was seen.</summary>
    public static List<AgreedStream> Of(LintedCall call)
    {
        var streams = new List<AgreedStream>();
        for (var i = 0; i < call.Trails.Count; i++)
        {
            var (caller, callee) = (call.Trails[i].CallerTag, call.Trails[i].CalleeTag);
            if (callee.Length > 0 && IsFirst(call.Trails, i)) AddDialog(streams, call, caller, callee);
        }
        return streams;
    }

    private static void AddDialog(List<AgreedStream> streams, LintedCall call, string caller, string callee)
    {
        var exchanges = new List<Exchange>();
        foreach (var trail in call.Trails)
        {
            if (trail.CallerTag == caller && trail.CalleeTag == callee) exchanges.AddRange(trail.Exchanges);
        }
        if (exchanges.Count == 0 || ConfirmationOf(call, caller, callee) is not { } confirmed) return;
        exchanges.SortStably((one, other) => one.Answer.Message!.Time.CompareTo(other.Answer.Message!.Time));
        var bye = ByeOf(call, caller, callee);
        var most = 0;
        foreach (var exchange in exchanges) most = Math.Max(most, exchange.Streams.Count);
        for (var index = 0; index < most; index++)
        {
            var (mine, isRtp) = (new List<Exchange>(exchanges.Count), false);
            foreach (var exchange in exchanges)
            {
                if (index >= exchange.Streams.Count) continue;
                mine.Add(exchange);
                isRtp |= exchange.Offer.Media[index].IsRtp;
            }
            if (isRtp) streams.Add(new AgreedStream(caller, callee, index, mine, confirmed.Time, bye?.Time));
        }
    }

    private static bool IsFirst(List<DialogTrail> trails, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (trails[i].CallerTag == trails[index].CallerTag && trails[i].CalleeTag == trails[index].CalleeTag) return false;
        }
        return true;
    }

    private static TranscriptMessage? ConfirmationOf(LintedCall call, string caller, string callee)
    {
        foreach (var message in call.Transcript.Messages)
        {
            if (message is { Status: >= 200 and < 300, Method: "INVITE" } && message.FromTag == caller && message.ToTag == callee)
                return message;
        }
        return null;
    }

    private static TranscriptMessage? ByeOf(LintedCall call, string caller, string callee)
    {
        foreach (var message in call.Transcript.Messages)
        {
            if (message is { IsRequest: true, Method: "BYE" } && ((message.FromTag == caller && message.ToTag == callee)
                || (message.FromTag == callee && message.ToTag == caller))) return message;
        }
        return null;
    }

    private bool IsOf(RtpFlow flow, LintedCall call)
    {
        var ends = flow.Ends;
        var isBetween = (ends.SenderTag == CallerTag && ends.ReceiverTag == CalleeTag)
            || (ends.SenderTag == CalleeTag && ends.ReceiverTag == CallerTag);
        // Bundled lines share their sockets: the payload type tells them apart.
        var owner = flow.Stream.Owner;
        return isBetween && (owner.Call == call.Call ? owner.MediaIndex : ends.MediaIndex) == Index;
    }

    private bool IsTwoWay(Exchange exchange)
    {
        var (offer, answer) = (exchange.Offer.Media[Index], exchange.Answer.Media[Index]);
        return IsOpen(offer) && IsOpen(answer);
    }

    private static bool IsOpen(SdpMedia media) => media.IsLive && media.IsRtp && media.Direction == MediaDirection.SendRecv
        && (media.Connection is not { Address.IsZero: true } || media.HasAnyIce);
}
