using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Media;

/// <summary>What one SDP body of a call announced.</summary>
public sealed class Announcement
{
    /// <summary>The call.</summary>
    public required Call Call { get; init; }

    internal int Index { get; set; }

    /// <summary>Octets of memory that it takes, with the endpoints that it led to.</summary>
    internal long Size { get; set; }

    /// <summary>Whether its call has too many of them to keep this one.</summary>
    internal bool IsDropped { get; set; }

    internal int BodyHash { get; init; }

    /// <summary>When it passed.</summary>
    public required Timestamp Time { get; init; }

    /// <summary>Whether the caller made it; else the callee.</summary>
    public required bool IsFromCaller { get; init; }

    /// <summary>Whether it is an offer as far as its message tells (a request other than ACK, or the first SDP of the call).</summary>
    public required bool IsOffer { get; init; }

    /// <summary>Its m= lines in order.</summary>
    public required IReadOnlyList<AnnouncedMedia> Media { get; init; }
}
