using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Lint.Rtp;

/// <summary>The time in which what one exchange settled holds on its leg: from a while after its answer to the next offer that is
/// answered.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="From">When everybody must have heard of it.</param>
/// <param name="To">When the next offer passed.</param>
internal readonly record struct SettledTime(Exchange Exchange, Timestamp From, Timestamp To)
{
    private static readonly Timestamp never = new(long.MaxValue);

    /// <summary>The settled times of a leg between two parties, in order.</summary>
    public static IEnumerable<SettledTime> Of(LintedCall call, Leg? leg, string one, string other, TimeSpan grace)
    {
        var exchanges = call.Exchanges.Where(exchange => exchange.Negotiation.Leg == leg && IsBetween(exchange, one, other))
            .OrderBy(exchange => exchange.Answer.Message!.Time).ToList();
        for (var i = 0; i < exchanges.Count; i++)
        {
            // A later answer to the same offer (183, then 200) may change it.
            var from = exchanges[i].Negotiation.LaterAnswers.Select(answer => answer.Time).Append(exchanges[i].Answer.Message!.Time)
                .Max() + grace;
            var to = i + 1 < exchanges.Count ? exchanges[i + 1].Offer.Message!.Time : never;
            if (from < to) yield return new SettledTime(exchanges[i], from, to);
        }
    }

    /// <summary>What a party said in the exchange: several bodies where it answered several times.</summary>
    public IEnumerable<SdpBody> BodiesOf(string tag, LintedCall call)
    {
        if (Exchange.Offer.Message!.SenderTag == tag) return [Exchange.Offer];
        return Exchange.Negotiation.LaterAnswers.Select(call.BodyOf).Prepend(Exchange.Answer).OfType<SdpBody>();
    }

    private static bool IsBetween(Exchange exchange, string one, string other)
    {
        var (offerer, answerer) = (exchange.Offer.Message!.SenderTag, exchange.Answer.Message!.SenderTag);
        return (offerer == one && answerer == other) || (offerer == other && answerer == one);
    }
}
