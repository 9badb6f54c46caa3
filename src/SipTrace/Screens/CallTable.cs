using System.Diagnostics;
using SipTrace.Correlation.Sip;
using SipTrace.Output;
using SipTrace.Wire.Bytes;
using Trace = SipTrace.Correlation.Trace;

namespace SipTrace.Screens;

/// <summary>Which calls the list shows, and in what order. Kept up to date in short steps between batches of frames, whatever the number of calls.</summary>
/// <remarks>Without query, order and folding it keeps nothing: row i is call i.</remarks>
internal sealed class CallTable
{
    private const int CallsPerGlance = 64, FewestToFold = 3;
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(3);
    private static readonly TimeSpan SortInterval = TimeSpan.FromSeconds(1);

    private readonly List<int> revisions = [];
    private readonly List<bool> passes = [];
    private readonly HashSet<(Endpoint, string)> opened = [];
    private TextQuery query = new("");
    private Column<Call>? column;
    private Func<Call, bool>? isWanted;
    private bool isDown, isFolded, isChanged, isSortDue;
    private Call? lastTested;
    private int recheck, hiddenBefore;
    private List<Call> matching = [];
    private CallGroup[]? rows;
    private CallSort? sort;
    private long sortedAt;

    /// <summary>Rows.</summary>
    public int Count { get; private set; }

    /// <summary>Calls there are.</summary>
    public int Total { get; private set; }

    /// <summary>What was typed.</summary>
    public TextQuery Query
    {
        get => query;
        set
        {
            query = value;
            Restart();
        }
    }

    /// <summary>What the command line asks for; null for every call.</summary>
    public Func<Call, bool>? IsWanted
    {
        get => isWanted;
        set
        {
            isWanted = value;
            Restart();
        }
    }

    /// <summary>The column it is sorted by; null for the order of first packets.</summary>
    public Column<Call>? SortColumn => column;

    /// <summary>Whether the greatest come first.</summary>
    public bool IsDown => isDown;

    /// <summary>Whether calls of one source and method stand in one row.</summary>
    public bool IsFolded
    {
        get => isFolded;
        set
        {
            isFolded = value;
            opened.Clear();
            Restart();
        }
    }

    /// <summary>Calls before this number are hidden.</summary>
    public int HiddenBefore
    {
        get => hiddenBefore;
        set
        {
            hiddenBefore = value;
            Restart();
        }
    }

    private bool IsPlain => query.IsEmpty && column is null && !isFolded && hiddenBefore == 0 && isWanted is null;

    /// <summary>Sorts by a column; null for the order of first packets.</summary>
    public void SortBy(Column<Call>? by, bool down)
    {
        (column, isDown) = (by, down);
        (sort, sortedAt) = (null, 0);
        isChanged = true;
    }

    /// <summary>Unfolds the group of a call, or folds it again.</summary>
    public void Toggle(Call call)
    {
        if (!opened.Remove(KeyOf(call))) opened.Add(KeyOf(call));
        isChanged = true;
    }

    /// <summary>Takes what is new. On the session's thread; tells whether more is left.</summary>
    public bool Step(Trace trace)
    {
        var calls = trace.Calls;
        Total = calls.Count;
        if (IsPlain)
        {
            Count = calls.Count;
            rows = null;
            return false;
        }
        if (revisions.Count > calls.Count || revisions.Count > 0 && calls[revisions.Count - 1] != lastTested) Restart();
        var started = Stopwatch.GetTimestamp();
        TestNew(trace, started);
        TestAgain(trace, started);
        var isMore = revisions.Count < calls.Count;
        if (isChanged) Collect(calls);
        return Sort() || isMore;
    }

    /// <summary>A row. On the session's thread.</summary>
    public CallGroup At(Trace trace, int row) => rows is null ? new CallGroup(trace.Calls[row], 1, false) : rows[row];

    /// <summary>The row of a call; below zero where it has none. On the session's thread.</summary>
    public int RowOf(Trace trace, Call call)
    {
        if (rows is null) return call.Number <= trace.Calls.Count && trace.Calls[call.Number - 1] == call ? call.Number - 1 : -1;
        return Array.FindIndex(rows, row => row.First == call);
    }

    private static (Endpoint, string) KeyOf(Call call) => (call.Source.WithPort(0), call.Method);

    private void Restart()
    {
        revisions.Clear();
        passes.Clear();
        recheck = 0;
        isChanged = true;
        (sort, sortedAt) = (null, 0);
    }

    private bool Passes(Trace trace, Call call) => call.Number > hiddenBefore && (isWanted is null || isWanted(call)) && (query.IsEmpty || query.Finds(call, trace));

    private void TestNew(Trace trace, long started)
    {
        while (revisions.Count < trace.Calls.Count)
        {
            var call = lastTested = trace.Calls[revisions.Count];
            revisions.Add(call.Revision);
            passes.Add(Passes(trace, call));
            isChanged |= passes[^1];
            if (revisions.Count % CallsPerGlance == 0 && Stopwatch.GetElapsedTime(started) > Budget) return;
        }
    }

    // Calls go on: once round all of them, as far as time allows, whoever changed is tested again.
    private void TestAgain(Trace trace, long started)
    {
        for (var looked = 0; looked < revisions.Count; looked++)
        {
            if (looked % (CallsPerGlance * 16) == CallsPerGlance * 16 - 1 && Stopwatch.GetElapsedTime(started) > Budget) return;
            if (recheck >= revisions.Count) recheck = 0;
            var index = recheck++;
            var call = trace.Calls[index];
            if (revisions[index] == call.Revision) continue;
            revisions[index] = call.Revision;
            var passed = Passes(trace, call);
            isChanged |= passed || passed != passes[index];
            passes[index] = passed;
        }
    }

    private void Collect(IReadOnlyList<Call> calls)
    {
        matching = [];
        for (var i = 0; i < passes.Count; i++)
        {
            if (passes[i]) matching.Add(calls[i]);
        }
        isChanged = false;
        // Until a new order is worked out, the last one stays in sight.
        if (column is null || rows is null || matching.Count == 0) Show(matching);
        isSortDue = column is not null;
    }

    private bool Sort()
    {
        if (sort is { } running)
        {
            if (running.Step(Budget) is not { } sorted) return true;
            sort = null;
            sortedAt = Environment.TickCount64;
            Show(sorted);
        }
        if (column is null || !isSortDue) return false;
        if (sortedAt > 0 && Environment.TickCount64 - sortedAt < SortInterval.TotalMilliseconds) return false;
        isSortDue = false;
        sort = new CallSort(matching, column, isDown);
        return true;
    }

    private void Show(List<Call> calls)
    {
        rows = isFolded ? Fold(calls) : [.. calls.Select(call => new CallGroup(call, 1, false))];
        Count = rows.Length;
    }

    private CallGroup[] Fold(List<Call> calls)
    {
        var counts = new Dictionary<(Endpoint, string), int>();
        foreach (var call in calls) counts[KeyOf(call)] = counts.GetValueOrDefault(KeyOf(call)) + 1;
        var folded = new List<CallGroup>();
        var seen = new HashSet<(Endpoint, string)>();
        foreach (var call in calls)
        {
            var key = KeyOf(call);
            if (counts[key] < FewestToFold || opened.Contains(key)) folded.Add(new CallGroup(call, 1, false));
            else if (seen.Add(key)) folded.Add(new CallGroup(call, counts[key], true));
        }
        return [.. folded];
    }
}
