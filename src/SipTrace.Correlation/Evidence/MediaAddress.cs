using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Correlation.Evidence;

/// <summary>An address of media that a party of a call names in SDP, as one leg shows it.</summary>
/// <param name="Endpoint">The address.</param>
/// <param name="Kind">As what it is named.</param>
/// <param name="Message">The message: its leg, and its sender as the party.</param>
/// <param name="MediaIndex">Index of the m= line.</param>
/// <param name="Component">1 RTP, 2 RTCP.</param>
/// <param name="Candidate">The candidate; null for a default.</param>
public sealed record MediaAddress(
    Endpoint Endpoint, MediaAddressKind Kind, TranscriptMessage Message, int MediaIndex, int Component, SdpCandidate? Candidate)
{
    /// <summary>The tag of the party.</summary>
    public string Tag => Message.SenderTag;

    /// <summary>The leg that shows it.</summary>
    public Leg Leg => Message.Leg;
}
