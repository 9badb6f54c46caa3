using SipTrace.Correlation;
using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

/// <summary>The ICE of one m= line on one leg, from one exchange with new ufrags to the next: what rules about checks look at.</summary>
/// <param name="Exchange">The exchange that began it.</param>
/// <param name="Offer">The m= line of the offer.</param>
/// <param name="Answer">The m= line of the answer.</param>
/// <param name="Checks">The checks between both ufrags for the m= line, as every capture point saw them, in the order of time.</param>
internal sealed record StreamIce(Exchange Exchange, SdpMedia Offer, SdpMedia Answer, List<IceCheck> Checks)
{
    /// <summary>Index of the m= line.</summary>
    public int Media => Offer.Index;

    /// <summary>The leg.</summary>
    public Leg Leg => Exchange.Negotiation.Leg;

    /// <summary>The checks of component 1.</summary>
    public List<IceCheck> OfRtp => field ??=
        Checks.TrueForAll(check => check.Component == 1) ? Checks : Checks.FindAll(check => check.Component == 1);

    /// <summary>The nominations of component 1 in the order in which they succeeded; the last one counts.</summary>
    public List<IceCheck> Nominations
    {
        get
        {
            if (field is not null) return field;
            field = OfRtp.FindAll(check => check.IsNomination);
            field.SortStably((one, other) => Nullable.Compare(one.Answered, other.Answered));
            return field;
        }
    }

    /// <summary>The nomination that counts; null where there is none.</summary>
    public IceCheck? Selected => Nominations.Count > 0 ? Nominations[^1] : null;

    /// <summary>All streams of a call whose both sides speak ICE and neither found a mismatch; none of a call whose beginning was not
    /// captured, for nobody knows what was checked and nominated before.</summary>
    public static List<StreamIce> Of(LintedCall call)
    {
        var streams = new List<StreamIce>();
        if (call.Transcript.Messages is not [{ IsRequest: true, Method: "INVITE", ToTag.Length: 0 }, ..]) return streams;
        foreach (var exchange in call.Exchanges)
        {
            if (exchange.Negotiation.IsWithdrawn) continue;
            foreach (var (offer, answer) in exchange.Streams)
            {
                if (!IsIce(offer) || !IsIce(answer) || IsKnown(streams, exchange, offer, answer)) continue;
                streams.Add(new StreamIce(exchange, offer, answer, ChecksBetween(call, exchange, offer, answer)));
            }
        }
        return streams;
    }

    /// <summary>The first check at a capture point; of one sender, where that is asked for. Null where there is none.</summary>
    public static IceCheck? FirstAt(List<IceCheck> checks, int point, string? sender = null)
    {
        foreach (var check in checks)
        {
            if (check.Point == point && (sender is null || check.Sender.Tag == sender)) return check;
        }
        return null;
    }

    /// <summary>How long after a moment the call is known to go on: to its end, or to the end of the capture.</summary>
    public static TimeSpan GoesOnAfter(LintedCall call, Wire.Bytes.Timestamp moment, int point)
    {
        var window = call.Trace.Windows[point].To;
        return (call.Call.Ended is { } ended && ended < window ? ended : window) - moment;
    }

    private static bool IsIce(SdpMedia media) => media is { IsLive: true, HasIce: true, HasIceMismatch: false, Inherits: false };

    private static bool IsKnown(List<StreamIce> streams, Exchange exchange, SdpMedia offer, SdpMedia answer)
    {
        foreach (var known in streams)
        {
            if (known.IsBetween(exchange, offer, answer)) return true;
        }
        return false;
    }

    private static List<IceCheck> ChecksBetween(LintedCall call, Exchange exchange, SdpMedia offer, SdpMedia answer)
    {
        // Mostly there is one stream, and all are.
        var checks = call.Seen.Checks;
        return checks.TrueForAll(IsOfThese) ? checks : checks.FindAll(IsOfThese);

        bool IsOfThese(IceCheck check) => IsBetween(check, exchange, offer, answer);
    }

    // The next offer may come from the other side.
    private bool IsBetween(Exchange exchange, SdpMedia offer, SdpMedia answer) => Leg == exchange.Negotiation.Leg && Media == offer.Index
        && ((Offer.IceUfrag == offer.IceUfrag && Answer.IceUfrag == answer.IceUfrag)
            || (Offer.IceUfrag == answer.IceUfrag && Answer.IceUfrag == offer.IceUfrag));

    private static bool IsBetween(IceCheck check, Exchange exchange, SdpMedia offer, SdpMedia answer) =>
        check.MediaIndex == offer.Index && check.Legs.Contains(exchange.Negotiation.Leg)
        && ((check.Sender.Ufrag == offer.IceUfrag && check.Receiver.Ufrag == answer.IceUfrag)
            || (check.Sender.Ufrag == answer.IceUfrag && check.Receiver.Ufrag == offer.IceUfrag));
}
