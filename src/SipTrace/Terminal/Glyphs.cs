namespace SipTrace.Terminal;

/// <summary>What may stand in a cell: a character, or a cluster of several that is kept here under a number.</summary>
/// <remarks>A glyph is the code point itself, or -1 minus the number of a cluster. Clusters beyond a bound become U+FFFD.</remarks>
internal sealed class Glyphs
{
    /// <summary>An empty cell.</summary>
    public const int Blank = ' ';

    /// <summary>The right half of a wide character.</summary>
    public const int RightHalf = 0;

    private const int MostClusters = 1 << 16;
    private const int Replacement = 0xfffd;

    private readonly Dictionary<string, int> numbers = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly List<string> clusters = [];

    /// <summary>A table without clusters.</summary>
    public Glyphs() => lookup = numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The glyph of a cluster of characters.</summary>
    public int Of(ReadOnlySpan<char> cluster)
    {
        if (cluster.Length == 1) return cluster[0];
        if (cluster.Length == 2 && char.IsSurrogatePair(cluster[0], cluster[1])) return char.ConvertToUtf32(cluster[0], cluster[1]);
        if (lookup.TryGetValue(cluster, out var number)) return -1 - number;
        if (clusters.Count == MostClusters) return Replacement;
        clusters.Add(cluster.ToString());
        numbers.Add(clusters[^1], clusters.Count - 1);
        return -clusters.Count;
    }

    /// <summary>The characters of a glyph that is below zero.</summary>
    public string ClusterOf(int glyph) => clusters[-1 - glyph];
}
