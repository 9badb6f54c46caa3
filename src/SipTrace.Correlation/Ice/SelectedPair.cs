using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Ice;

/// <summary>The pair that the last nomination of a component selected: the valid pair of RFC 8445 §7.2.5.3.2, whatever side of a NAT the capture stands on.</summary>
/// <param name="Component">1 RTP, 2 RTCP.</param>
/// <param name="Offerer">The offerer's address, as its peer reaches it.</param>
/// <param name="Answerer">The answerer's address, as its peer reaches it.</param>
/// <param name="OffererType">host, srflx, prflx, relay; null where no SDP tells.</param>
/// <param name="AnswererType">As <paramref name="OffererType"/>.</param>
/// <param name="NominatedAt">When the answer came to the check that nominated it.</param>
/// <param name="Frame">Frame of that answer.</param>
/// <param name="Pair">The pair whose check nominated it, as on the wire.</param>
public sealed record SelectedPair(
    int Component, Endpoint Offerer, Endpoint Answerer, string? OffererType, string? AnswererType, Timestamp NominatedAt, int Frame, CandidatePair Pair);
