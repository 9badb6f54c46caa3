namespace SipTrace.Commands;

/// <summary>Finds the word that somebody meant.</summary>
internal static class Spelling
{
    /// <summary>The nearest of the known words, if it begins with what was typed or is at most two letters away; else null.</summary>
    public static string? Nearest(string typed, IEnumerable<string> known)
    {
        var best = known.Where(word => word.Length > 2)
            .Select(word => (Word: word, Distance: typed.Length > 3 && word.StartsWith(typed, StringComparison.Ordinal) ? 1 : Distance(typed, word)))
            .MinBy(candidate => candidate.Distance);
        return best.Word is not null && best.Distance <= Math.Min(2, typed.Length / 2) ? best.Word : null;
    }

    // Letters to insert, delete or replace (Levenshtein).
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
