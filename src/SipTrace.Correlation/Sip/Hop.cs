using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Sip;

/// <summary>What a message passed between two legs: a proxy, a NAT, a SIP ALG. Both ends may come from different captures.</summary>
/// <param name="Before">The message on the leg that led there.</param>
/// <param name="After">The same message on the leg that led on.</param>
public sealed record Hop(TranscriptMessage Before, TranscriptMessage After)
{
    /// <summary>The host that received it on the one leg and sent it on the other; none where its two sides have different addresses.</summary>
    public Endpoint Host => Before.Destination.HasSameAddress(After.Source) ? Before.Destination : default;

    /// <summary>Whether a SIP element is there. None is where the top Via and the number of Via values stayed: a proxy adds its own.</summary>
    public bool HasSipElement => !IsSameTransaction(Before, After);

    /// <summary>The last known host before it.</summary>
    public Endpoint From => HasSipElement ? Before.Destination : Before.Source;

    /// <summary>The first known host behind it.</summary>
    public Endpoint To => HasSipElement ? After.Source : After.Destination;

    /// <summary><c>203.0.113.10</c>, or <c>something between 192.0.2.1 and 192.0.2.9</c>.</summary>
    public string Name => Host.IsNone ? $"something between {From.AddressText()} and {To.AddressText()}" : Host.AddressText();

    internal static bool IsSameTransaction(TranscriptMessage one, TranscriptMessage other) =>
        one.ViaCount == other.ViaCount && one.Branch.SequenceEqual(other.Branch);
}
