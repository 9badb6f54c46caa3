using SipTrace.Correlation.Sip;

namespace SipTrace.Correlation.Evidence;

/// <summary>Whose media a path carries: the parties at its ends, as the SDP of one leg tells.</summary>
/// <param name="SenderTag">The tag of the party that sends; empty where nothing tells.</param>
/// <param name="ReceiverTag">The tag of the party that receives; empty where nothing tells.</param>
/// <param name="Leg">The leg whose SDP tells; null where none does.</param>
/// <param name="MediaIndex">Index of the m= line; -1 where nothing tells.</param>
/// <param name="Source">What the SDP says of where it comes from (or of the same socket); null where nothing is said.</param>
/// <param name="Destination">What the SDP says of where it goes (or of the same socket); null where nothing is said.</param>
public sealed record MediaEnds(string SenderTag, string ReceiverTag, Leg? Leg, int MediaIndex, MediaAddress? Source, MediaAddress? Destination);
