namespace SipTrace.Correlation.Sip;

/// <summary>One end of a call as From or To name it. Texts come from the wire: escape them before they are shown.</summary>
/// <param name="Display">Display name without quotes; empty where there is none.</param>
/// <param name="Uri">The URI as written.</param>
/// <param name="Tag">The tag; null where there is none.</param>
public sealed record SipParty(string Display, string Uri, string? Tag)
{
    internal static readonly SipParty None = new("", "", null);
}
