namespace SipTrace.Correlation.Rtp;

/// <summary>An estimate of how listeners would judge a stream, with the inputs it rests on.</summary>
/// <param name="Value">The score: 1 bad to 4.5 excellent.</param>
/// <param name="Rating">The transmission rating R it comes from: at most 93.2, in the wideband model 129.</param>
/// <param name="Model"><c>G.107</c>, or <c>G.107.1</c> for wideband codecs; scores of the two do not compare.</param>
/// <param name="Ie">The codec's impairment without loss (wideband: Ie,wb).</param>
/// <param name="Bpl">The codec's robustness against loss.</param>
/// <param name="BurstRatio">The burstiness of loss.</param>
public readonly record struct MeanOpinionScore(double Value, double Rating, string Model, double Ie, double Bpl, double BurstRatio);
