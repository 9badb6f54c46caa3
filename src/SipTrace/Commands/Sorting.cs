using SipTrace.Capture;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary>Sorts rows as <c>--sort</c> asks for.</summary>
internal static class Sorting
{
    /// <summary>The rows by a column, downwards where - stands before it. Rows that are equal in it keep their order.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> rows, string? sort, IReadOnlyList<Column<T>> columns)
    {
        if (sort is null) return rows;
        var name = sort.TrimStart('-');
        var column = columns.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw new UserError($"--sort: no column is called '{name}'", "the columns: " + string.Join(' ', columns.Select(c => c.Name)));
        return sort[0] == '-' ? [.. rows.OrderByDescending(column.Value)] : [.. rows.OrderBy(column.Value)];
    }
}
