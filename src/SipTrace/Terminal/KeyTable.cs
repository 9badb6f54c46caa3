using System.Collections;

namespace SipTrace.Terminal;

/// <summary>The keys of a screen: what runs them, the bar at the bottom and the help are all made from this table.</summary>
internal sealed class KeyTable : IEnumerable<KeyEntry>
{
    private readonly List<KeyEntry> entries = [];
    private readonly Dictionary<Key, Action> actions = [];

    /// <summary>Adds a line. A key that is already taken keeps its meaning.</summary>
    /// <param name="keys">As <see cref="KeyNames"/> reads them.</param>
    /// <param name="label">The word in the bar; empty for none.</param>
    /// <param name="help">What it does.</param>
    /// <param name="action">Does it.</param>
    public void Add(string keys, string label, string help, Action action)
    {
        var free = KeyNames.Parse(keys).Where(key => actions.TryAdd(key, action)).ToArray();
        if (free.Length > 0) entries.Add(new KeyEntry(free, label, help, action));
    }

    /// <summary>Does what a key stands for; false where it stands for nothing.</summary>
    public bool Run(Key key)
    {
        if (!actions.TryGetValue(key, out var action)) return false;
        action();
        return true;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyEntry> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
