namespace SipTrace.Screens;

/// <summary>Finds which lines of two texts are the same: the longest common order of lines, and between them lines that begin alike.</summary>
internal static class LineMatch
{
    private const int MostLines = 2000;

    /// <summary>Pairs of line numbers from top to bottom; -1 where a line has no counterpart.</summary>
    public static List<(int Left, int Right)> Of(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var pairs = new List<(int, int)>();
        int i = 0, j = 0;
        foreach (var (equalLeft, equalRight) in Equal(left, right))
        {
            AddChanged(pairs, left, right, i, equalLeft, j, equalRight);
            pairs.Add((equalLeft, equalRight));
            (i, j) = (equalLeft + 1, equalRight + 1);
        }
        AddChanged(pairs, left, right, i, left.Count, j, right.Count);
        return pairs;
    }

    private static List<(int, int)> Equal(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        int rows = Math.Min(left.Count, MostLines), columns = Math.Min(right.Count, MostLines);
        var length = new int[rows + 1, columns + 1];
        for (var i = rows - 1; i >= 0; i--)
        {
            for (var j = columns - 1; j >= 0; j--)
            {
                length[i, j] = left[i] == right[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
            }
        }
        var equal = new List<(int, int)>();
        for (int i = 0, j = 0; i < rows && j < columns;)
        {
            if (left[i] == right[j]) equal.Add((i++, j++));
            else if (length[i + 1, j] >= length[i, j + 1]) i++;
            else j++;
        }
        return equal;
    }

    // Within a changed stretch the same header, or the same kind of SDP line, stands on one height.
    private static void AddChanged(List<(int, int)> pairs, IReadOnlyList<string> left, IReadOnlyList<string> right, int i, int endLeft, int j, int endRight)
    {
        for (; i < endLeft; i++)
        {
            var at = -1;
            for (var k = j; k < endRight && at < 0; k++)
            {
                if (NameOf(left[i]) == NameOf(right[k])) at = k;
            }
            if (at < 0)
            {
                pairs.Add((i, -1));
                continue;
            }
            while (j < at) pairs.Add((-1, j++));
            pairs.Add((i, j++));
        }
        while (j < endRight) pairs.Add((-1, j++));
    }

    // A header's name; the type of an SDP line, of an attribute its name too, of a candidate its foundation too; else the first word.
    private static string NameOf(string line)
    {
        if (line.StartsWith("a=candidate:", StringComparison.Ordinal)) return string.Join(' ', line.Split(' ').Take(2));
        if (line.Length > 1 && line[1] == '=') return line[0] == 'a' ? line.Split(':', ' ')[0] : line[..2];
        var end = line.IndexOfAny([':', ' ']);
        return end < 0 ? line : line[..end];
    }
}
