namespace SipTrace.Output;

/// <summary>Comma-separated values (RFC 4180) with a head line. A cell that a spreadsheet would take for a formula is quoted and begins with an apostrophe.</summary>
internal static class Csv
{
    /// <summary>Writes the head line and all rows.</summary>
    public static void Write<T>(TextWriter output, IEnumerable<T> rows, IEnumerable<Column<T>> columns)
    {
        var shown = columns.Where(column => column.IsInCsv).ToArray();
        output.Write(string.Join(',', shown.Select(column => column.Name)));
        output.Write('\n');
        foreach (var row in rows)
        {
            for (var i = 0; i < shown.Length; i++)
            {
                if (i > 0) output.Write(',');
                var cell = shown[i].Value(row);
                output.Write(cell.IsNumber ? cell.ToText(null) : Quote(cell.ToText(null)));
            }
            output.Write('\n');
        }
    }

    /// <summary>A text as a cell.</summary>
    public static string Quote(string clean)
    {
        if (clean.Length == 0) return clean;
        var isFormula = clean[0] is '=' or '+' or '-' or '@';
        if (!isFormula && !clean.AsSpan().ContainsAny(",\"\r\n") && clean[0] != ' ' && clean[^1] != ' ') return clean;
        return (isFormula ? "\"'" : "\"") + clean.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}
