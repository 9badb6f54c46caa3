namespace SipTrace.Correlation.Sip;

/// <summary>The lists of user agents that calls have, each once: most calls of a network have the same two or three.</summary>
internal sealed class AgentLists
{
    private const int Enough = 10_000;

    private readonly Dictionary<(IReadOnlyList<string> Known, string Added), IReadOnlyList<string>> longer = [];

    /// <summary>Forgets its lists: what recurs comes again.</summary>
    public void Clear() => longer.Clear();

    /// <summary>The list with one more name.</summary>
    public IReadOnlyList<string> With(IReadOnlyList<string> known, string added)
    {
        if (longer.TryGetValue((known, added), out var list)) return list;
        list = [.. known, added];
        if (longer.Count < Enough) longer.Add((known, added), list);
        return list;
    }
}
