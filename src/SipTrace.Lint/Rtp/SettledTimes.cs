using SipTrace.Correlation;
using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Lint.Rtp;

/// <summary>The settled times of a call, by the leg and the parties that settled something.</summary>
internal sealed class SettledTimes(LintedCall call)
{
    private static readonly Timestamp never = new(long.MaxValue);

    private readonly List<(Leg Leg, string One, string Other, List<SettledTime> Times)> known = [];
    private readonly List<SettledTime> none = [];

    /// <summary>Those of the parties at the ends of media, on its leg.</summary>
    public List<SettledTime> Of(MediaEnds ends)
    {
        if (ends.Leg is not { } leg) return none;
        var (one, other) = (ends.SenderTag, ends.ReceiverTag);
        foreach (var pair in known)
        {
            if (pair.Leg == leg && ((pair.One == one && pair.Other == other) || (pair.One == other && pair.Other == one)))
                return pair.Times;
        }
        var times = Read(leg, one, other);
        known.Add((leg, one, other, times));
        return times;
    }

    private List<SettledTime> Read(Leg leg, string one, string other)
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
            times.Add(new SettledTime(exchanges[i], last, i + 1 < exchanges.Count ? exchanges[i + 1].Offer.Message!.Time : never));
        }
        return times;
    }

    private static bool IsBetween(Exchange exchange, string one, string other)
    {
        var (offerer, answerer) = (exchange.Offer.Message!.SenderTag, exchange.Answer.Message!.SenderTag);
        return (offerer == one && answerer == other) || (offerer == other && answerer == one);
    }
}
