using SipTrace.Wire.Rtp;

namespace SipTrace.Correlation.Rtp;

/// <summary>What signalling says about a stream.</summary>
/// <param name="Proof">Why it is RTP; <see cref="StreamProof.None"/> where signalling says nothing.</param>
/// <param name="Format">What the payload type asked for stands for, as negotiated; null where that is not known.</param>
/// <param name="Owner">The m= line it belongs to; the default value for none.</param>
public readonly record struct RtpClaim(StreamProof Proof, PayloadFormat? Format, StreamOwner Owner = default);
