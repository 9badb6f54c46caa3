using SipTrace.Correlation.Sip;

namespace SipTrace.Correlation.Media;

/// <summary>Which call an endpoint belongs to, and by what.</summary>
/// <param name="Announcement">The announcement that says so.</param>
/// <param name="MediaIndex">Index of its m= line.</param>
/// <param name="By">In what sense the endpoint was announced.</param>
public readonly record struct MediaClaim(Announcement Announcement, int MediaIndex, MediaClaimKind By)
{
    /// <summary>The call.</summary>
    public Call Call => Announcement.Call;

    /// <summary>The m= line.</summary>
    public AnnouncedMedia Media => Announcement.Media[MediaIndex];
}
