using SipTrace.Correlation.Media;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint;

/// <summary>One offer and its answer.</summary>
public sealed class Exchange
{
    /// <summary>The negotiation: leg, kind, messages.</summary>
    public required Negotiation Negotiation { get; init; }

    /// <summary>The offer.</summary>
    public required SdpBody Offer { get; init; }

    /// <summary>The answer.</summary>
    public required SdpBody Answer { get; init; }

    /// <summary>Whether it is the first of its call: that of an INVITE without To tag.</summary>
    public bool IsFirst => Negotiation.IsFirst;

    /// <summary>The m= lines of both, by index, as far as both have them.</summary>
    public List<(SdpMedia Offer, SdpMedia Answer)> Streams
    {
        get
        {
            if (field is not null) return field;
            var count = Math.Min(Offer.Media.Count, Answer.Media.Count);
            field = new List<(SdpMedia Offer, SdpMedia Answer)>(count);
            for (var i = 0; i < count; i++) field.Add((Offer.Media[i], Answer.Media[i]));
            return field;
        }
    }
}
