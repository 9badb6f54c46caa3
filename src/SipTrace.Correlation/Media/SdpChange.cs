namespace SipTrace.Correlation.Media;

/// <summary>One thing that two session descriptions say differently. Texts come from the wire, and may hold an ice-pwd or a key.</summary>
/// <param name="Media">Index of the m= line; null for the session.</param>
/// <param name="Mid">Its a=mid; empty where it has none.</param>
/// <param name="What">What it is about.</param>
/// <param name="Before">What the first said; null where it said nothing: the thing was added.</param>
/// <param name="After">What the second says; null where it says nothing: the thing was removed.</param>
public sealed record SdpChange(int? Media, string Mid, SdpSubject What, string? Before, string? After);
