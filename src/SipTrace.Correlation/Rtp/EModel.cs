using SipTrace.Wire.Rtp;

namespace SipTrace.Correlation.Rtp;

/// <summary>
/// The E-model of ITU-T G.107, and of G.107.1 for wideband codecs, reduced to what a capture shows: loss, its burstiness and, where
/// known, delay. All else has the model's default values.
/// </summary>
/// <remarks>
/// Ie and Bpl are those of G.113 as they are commonly quoted: Appendix I for narrowband (G.711 with loss concealment, G.729 Annex A,
/// G.723.1 at 6.3 kbit/s, AMR at 12.2 kbit/s as GSM-EFR), Appendix IV for wideband (AMR-WB at 12.65 kbit/s). Codecs whose values for loss
/// are not at hand, G.722, Opus and EVS among them, get no score: none is better than an invented one.
/// </remarks>
public static class EModel
{
    private const double NarrowbandRating = 93.2, WidebandRating = 129, WidebandScale = 1.29;

    private static readonly Dictionary<string, (double Ie, double Bpl, bool IsWideband)> Codecs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["PCMU"] = (0, 25.1, false),
        ["PCMA"] = (0, 25.1, false),
        ["G729"] = (11, 19.0, false),
        ["G723"] = (15, 16.1, false),
        ["GSM-EFR"] = (5, 10.0, false),
        ["AMR"] = (5, 10.0, false),
        ["AMR-WB"] = (13, 4.3, true),
    };

    /// <summary>The score of a codec under some loss; null for a codec without published values.</summary>
    /// <param name="encoding">The encoding name, as in <see cref="PayloadFormat.Name"/>.</param>
    /// <param name="lossPercent">Packets lost, in percent.</param>
    /// <param name="burstRatio">BurstR: 1 for random loss, more for bursts.</param>
    /// <param name="delay">Mouth to ear, one way; null where unknown, and then it costs nothing.</param>
    public static MeanOpinionScore? Score(string encoding, double lossPercent, double burstRatio = 1, TimeSpan? delay = null)
    {
        if (!Codecs.TryGetValue(encoding, out var codec)) return null;
        var ceiling = codec.IsWideband ? WidebandRating : NarrowbandRating;
        var rating = ceiling - DelayImpairment(delay) - LossImpairment(codec.Ie, codec.Bpl, lossPercent, burstRatio);
        var narrow = codec.IsWideband ? rating / WidebandScale : rating;
        return new MeanOpinionScore(OpinionOf(narrow), rating, codec.IsWideband ? "G.107.1" : "G.107", codec.Ie, codec.Bpl, burstRatio);
    }

    /// <summary>Ie,eff (G.107 §3.5): the codec's own impairment and what loss adds to it.</summary>
    private static double LossImpairment(double ie, double bpl, double lossPercent, double burstRatio) =>
        lossPercent <= 0 ? ie : ie + (95 - ie) * lossPercent / (lossPercent / Math.Max(1, burstRatio) + bpl);

    /// <summary>Id in its usual approximation: small until 177.3 ms, then steep.</summary>
    private static double DelayImpairment(TimeSpan? delay)
    {
        var ms = delay?.TotalMilliseconds ?? 0;
        return 0.024 * ms + 0.11 * Math.Max(0, ms - 177.3);
    }

    /// <summary>G.107 Annex B.</summary>
    private static double OpinionOf(double rating) => rating <= 0 ? 1 : rating >= 100 ? 4.5
        : Math.Max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
}
