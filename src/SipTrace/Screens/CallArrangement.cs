using System.Diagnostics;
using SipTrace.Correlation.Sip;
using SipTrace.Output;
using SipTrace.Wire.Bytes;

namespace SipTrace.Screens;

/// <summary>Sorts calls by a column, and folds those of one source and method into one row, without holding anybody up: what is compared is copied in short
/// steps, the rest is done aside.</summary>
/// <param name="calls">The calls.</param>
/// <param name="column">What they are sorted by; null: they stay as they are.</param>
/// <param name="isDown">Whether the greatest come first.</param>
/// <param name="opened">The groups that are not folded; null: none is.</param>
internal sealed class CallArrangement(Call[] calls, Column<Call>? column, bool isDown, HashSet<(Endpoint, string)>? opened)
{
    private const int FewToDoAtOnce = 5000, KeysPerGlance = 128, FewestToFold = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1);

    private readonly (Cell Key, int Index)[] keys = new (Cell, int)[calls.Length];
    private readonly (Endpoint, string)[] groups = new (Endpoint, string)[opened is null ? 0 : calls.Length];
    private int copied;
    private Task? arranging;

    /// <summary>The rows, once it is done.</summary>
    public CallGroup[] Rows { get; private set; } = [];

    /// <summary>The row of each call, once it is done.</summary>
    public Dictionary<Call, int> Places { get; } = [];

    /// <summary>What calls are folded by.</summary>
    public static (Endpoint, string) GroupOf(Call call) => (call.Source.WithPort(0), call.Method);

    /// <summary>Goes on for a while, on the session's thread; tells whether it is done.</summary>
    public bool Step(TimeSpan budget)
    {
        var started = Stopwatch.GetTimestamp();
        while (copied < keys.Length)
        {
            var call = calls[copied];
            keys[copied] = (column is null ? default : column.Value(call), copied);
            if (opened is not null) groups[copied] = GroupOf(call);
            if (++copied % KeysPerGlance == 0 && Stopwatch.GetElapsedTime(started) > budget) return false;
        }
        if (keys.Length > FewToDoAtOnce) return (arranging ??= Task.Run(Arrange)).Wait(Patience);
        Arrange();
        return true;
    }

    private void Arrange()
    {
        if (column is not null) Array.Sort(keys, Compare);
        var counts = new Dictionary<(Endpoint, string), int>();
        foreach (var group in groups) counts[group] = counts.GetValueOrDefault(group) + 1;
        var rows = new List<CallGroup>(keys.Length);
        var folded = new Dictionary<(Endpoint, string), int>();
        foreach (var (_, index) in keys)
        {
            var row = rows.Count;
            if (opened is null || counts[groups[index]] < FewestToFold || opened.Contains(groups[index])) rows.Add(new CallGroup(calls[index], 1, false));
            else if (!folded.TryGetValue(groups[index], out row))
            {
                folded.Add(groups[index], row = rows.Count);
                rows.Add(new CallGroup(calls[index], counts[groups[index]], true));
            }
            Places[calls[index]] = row;
        }
        Rows = [.. rows];
    }

    // What is equal keeps its order, whichever way it is sorted.
    private int Compare((Cell Key, int Index) left, (Cell Key, int Index) right)
    {
        var order = left.Key.CompareTo(right.Key);
        return order == 0 ? left.Index.CompareTo(right.Index) : isDown ? -order : order;
    }
}
