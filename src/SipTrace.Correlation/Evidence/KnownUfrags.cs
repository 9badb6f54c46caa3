using SipTrace.Correlation.Ice;

namespace SipTrace.Correlation.Evidence;

/// <summary>Checks whose USERNAME names two ufrags of a call.</summary>
/// <param name="Pair">The checks.</param>
/// <param name="Receiver">The ufrag before the colon.</param>
/// <param name="Sender">The ufrag after it.</param>
internal sealed record KnownUfrags(UfragPair Pair, string Receiver, string Sender);
