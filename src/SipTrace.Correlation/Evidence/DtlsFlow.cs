using SipTrace.Correlation.Media;

namespace SipTrace.Correlation.Evidence;

/// <summary>A DTLS handshake that belongs to a call, with the parties at its ends.</summary>
/// <param name="Session">The handshake.</param>
/// <param name="Ends">Whose it is; the sender is the client.</param>
public sealed record DtlsFlow(DtlsSession Session, MediaEnds Ends);
