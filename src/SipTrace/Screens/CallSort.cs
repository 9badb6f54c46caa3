using System.Diagnostics;
using SipTrace.Correlation.Sip;
using SipTrace.Output;

namespace SipTrace.Screens;

/// <summary>Sorts calls by a column without holding anybody up: the keys are copied in short steps, the sorting is done aside.</summary>
internal sealed class CallSort(List<Call> calls, Column<Call> column, bool isDown)
{
    private const int FewToSortAtOnce = 5000, KeysPerGlance = 256;

    private readonly (Cell Key, int Index)[] keys = new (Cell, int)[calls.Count];
    private int copied;
    private Task<List<Call>>? sorting;

    /// <summary>Goes on for a while, on the session's thread; gives the calls in their order once they are.</summary>
    public List<Call>? Step(TimeSpan budget)
    {
        var started = Stopwatch.GetTimestamp();
        while (copied < keys.Length)
        {
            keys[copied] = (column.Value(calls[copied]), copied);
            if (++copied % KeysPerGlance == 0 && Stopwatch.GetElapsedTime(started) > budget) return null;
        }
        if (keys.Length <= FewToSortAtOnce) return Sort();
        sorting ??= Task.Run(Sort);
        return sorting.IsCompleted ? sorting.Result : null;
    }

    // What is equal keeps its order, whichever way it is sorted.
    private List<Call> Sort()
    {
        Array.Sort(keys, (left, right) =>
        {
            var order = left.Key.CompareTo(right.Key);
            return order == 0 ? left.Index.CompareTo(right.Index) : isDown ? -order : order;
        });
        return [.. keys.Select(key => calls[key.Index])];
    }
}
