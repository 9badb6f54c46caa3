using SipTrace.Correlation.Media;

namespace SipTrace.Correlation.Evidence;

/// <summary>A word from the network that media of a call did not arrive.</summary>
/// <param name="Report">What the network says.</param>
/// <param name="Ends">Whose packets they were.</param>
/// <param name="IsRtp">Whether they were RTP: by what is quoted of them, else because an RTP stream goes there.</param>
public sealed record UnreachableMedia(Unreachable Report, MediaEnds Ends, bool IsRtp);
