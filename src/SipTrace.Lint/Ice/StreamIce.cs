using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

/// <summary>The ICE of one m= line on one leg, from one exchange with new ufrags to the next: what rules about checks look at.</summary>
/// <param name="Exchange">The exchange that began it.</param>
/// <param name="Offer">The m= line of the offer.</param>
/// <param name="Answer">The m= line of the answer.</param>
/// <param name="Checks">The checks between both ufrags for the m= line, as every capture point saw them, in the order of time.</param>
internal sealed record StreamIce(Exchange Exchange, SdpMedia Offer, SdpMedia Answer, IReadOnlyList<IceCheck> Checks)
{
    /// <summary>Index of the m= line.</summary>
    public int Media => Offer.Index;

    /// <summary>The leg.</summary>
    public Leg Leg => Exchange.Negotiation.Leg;

    /// <summary>The checks of component 1.</summary>
    public IEnumerable<IceCheck> OfRtp => Checks.Where(check => check.Component == 1);

    /// <summary>The nominations of component 1 in the order in which they succeeded; the last one counts.</summary>
    public IReadOnlyList<IceCheck> Nominations => field ??= [.. OfRtp.Where(check => check.IsNomination).OrderBy(check => check.Answered)];

    /// <summary>The nomination that counts; null where there is none.</summary>
    public IceCheck? Selected => Nominations.Count > 0 ? Nominations[^1] : null;

    /// <summary>All streams of a call whose both sides speak ICE and neither found a mismatch; none of a call whose beginning was not
    /// captured, for nobody knows what was checked and nominated before.</summary>
    public static IEnumerable<StreamIce> Of(LintedCall call)
    {
        if (call.Transcript.Messages is not [{ IsRequest: true, Method: "INVITE", ToTag.Length: 0 }, ..]) yield break;
        var known = new HashSet<(Leg, int, string, string)>();
        foreach (var exchange in call.Exchanges)
        {
            if (exchange.Negotiation.IsWithdrawn) continue;
            foreach (var (offer, answer) in exchange.Streams)
            {
                if (!IsIce(offer) || !IsIce(answer) || !known.Add((exchange.Negotiation.Leg, offer.Index, offer.IceUfrag, answer.IceUfrag)))
                    continue;
                // The next offer may come from the other side.
                known.Add((exchange.Negotiation.Leg, offer.Index, answer.IceUfrag, offer.IceUfrag));
                yield return new StreamIce(exchange, offer, answer,
                    [.. call.Seen.Checks.Where(check => IsBetween(check, exchange, offer, answer))]);
            }
        }
    }

    /// <summary>How long after a moment the call is known to go on: to its end, or to the end of the capture.</summary>
    public static TimeSpan GoesOnAfter(LintedCall call, Wire.Bytes.Timestamp moment, int point)
    {
        var window = call.Trace.Windows[point].To;
        return (call.Call.Ended is { } ended && ended < window ? ended : window) - moment;
    }

    private static bool IsIce(SdpMedia media) => media is { IsLive: true, HasIce: true, HasIceMismatch: false, Inherits: false };

    private static bool IsBetween(IceCheck check, Exchange exchange, SdpMedia offer, SdpMedia answer) =>
        check.MediaIndex == offer.Index && check.Legs.Contains(exchange.Negotiation.Leg)
        && ((check.Sender.Ufrag == offer.IceUfrag && check.Receiver.Ufrag == answer.IceUfrag)
            || (check.Sender.Ufrag == answer.IceUfrag && check.Receiver.Ufrag == offer.IceUfrag));
}
