using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Rtp;

/// <summary>The m= line that a stream belongs to, and by what; the default value stands for none.</summary>
/// <param name="Announcement">The SDP body that says so; null for none.</param>
/// <param name="MediaIndex">Index of the m= line.</param>
/// <param name="By">By what the stream belongs to it.</param>
/// <param name="IsOfReceiver">Whether that body is the receiver's, as its address shows; else the sender's.</param>
public readonly record struct StreamOwner(Announcement? Announcement, int MediaIndex, StreamBelonging By, bool IsOfReceiver)
{
    // A call's SDP comes before its media, but clocks of two inputs, and the order in which captures write, differ a little.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    /// <summary>The call; null for none.</summary>
    public Call? Call => Announcement?.Call;

    /// <summary>The m= line; null for none.</summary>
    public AnnouncedMedia? Media => Announcement?.Media[MediaIndex];

    /// <summary>Whether an SDP of the call announced where the stream goes.</summary>
    public bool IsAnnounced => IsOfReceiver && By is StreamBelonging.Sdp or StreamBelonging.Ice;

    /// <summary>Which party sends it.</summary>
    public StreamDirection Direction => Announcement is null ? StreamDirection.Unknown
        : Announcement.IsFromCaller == IsOfReceiver ? StreamDirection.FromCallee : StreamDirection.FromCaller;

    /// <summary>
    /// Whether this is to be believed rather than what was known before of a stream that began at <paramref name="start"/>: ports are used
    /// again, and a call that began later owns no stream that was there before it.
    /// </summary>
    internal bool IsBetterThan(in StreamOwner known, Timestamp start)
    {
        if (Announcement is null) return false;
        if (known.Announcement is null) return true;
        var isInTime = Announcement.Call.Started <= start + Slack;
        var wasInTime = known.Announcement.Call.Started <= start + Slack;
        if (isInTime != wasInTime) return isInTime;
        return By > known.By || (By == known.By && (IsOfReceiver || !known.IsOfReceiver));
    }
}
