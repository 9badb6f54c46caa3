using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Lint.Rtp;

/// <summary>The time in which what one exchange settled holds on its leg: from a while after its answer to the next offer that is
/// answered.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="From">When everybody must have heard of it.</param>
/// <param name="To">When the next offer passed.</param>
internal sealed record SettledTime(Exchange Exchange, Timestamp From, Timestamp To)
{
    private static readonly Timestamp never = new(long.MaxValue);

    /// <summary>The settled times of a leg between two parties, in order.</summary>
    public static List<SettledTime> Of(LintedCall call, Leg? leg, string one, string other, TimeSpan grace)
    {
        var exchanges = new List<Exchange>();
        foreach (var exchange in call.Exchanges)
        {
            if (exchange.Negotiation.Leg == leg && IsBetween(exchange, one, other)) exchanges.Add(exchange);
        }
        exchanges.SortStably((before, after) => before.Answer.Message!.Time.CompareTo(after.Answer.Message!.Time));
        var times = new List<SettledTime>(exchanges.Count);
        for (var i = 0; i < exchanges.Count; i++)
        {
            // A later answer to the same offer (183, then 200) may change it.
            var last = exchanges[i].Answer.Message!.Time;
            foreach (var answer in exchanges[i].Negotiation.LaterAnswers) last = answer.Time > last ? answer.Time : last;
            var to = i + 1 < exchanges.Count ? exchanges[i + 1].Offer.Message!.Time : never;
            if (last + grace < to) times.Add(new SettledTime(exchanges[i], last + grace, to));
        }
        return times;
    }

    /// <summary>What a party said in the exchange: several bodies where it answered several times.</summary>
    public List<SdpBody> BodiesOf(string tag, LintedCall call)
    {
        if (Exchange.Offer.Message!.SenderTag == tag) return [Exchange.Offer];
        var said = new List<SdpBody>(1) { Exchange.Answer };
        foreach (var answer in Exchange.Negotiation.LaterAnswers)
        {
            if (call.BodyOf(answer) is { } body) said.Add(body);
        }
        return said;
    }

    private static bool IsBetween(Exchange exchange, string one, string other)
    {
        var (offerer, answerer) = (exchange.Offer.Message!.SenderTag, exchange.Answer.Message!.SenderTag);
        return (offerer == one && answerer == other) || (offerer == other && answerer == one);
    }
}
