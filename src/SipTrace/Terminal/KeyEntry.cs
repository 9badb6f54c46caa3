namespace SipTrace.Terminal;

/// <summary>A line of a <see cref="KeyTable"/>.</summary>
/// <param name="Keys">The keys that do it; the first is the one that is shown in the bar.</param>
/// <param name="Label">The word in the bar at the bottom; empty: it does not stand there.</param>
/// <param name="Help">What it does.</param>
/// <param name="Action">Does it.</param>
internal sealed record KeyEntry(IReadOnlyList<Key> Keys, string Label, string Help, Action Action);
