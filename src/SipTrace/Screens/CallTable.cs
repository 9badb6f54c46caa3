using System.Diagnostics;
using SipTrace.Commands;
using SipTrace.Correlation.Sip;
using SipTrace.Output;
using SipTrace.Wire.Bytes;
using Trace = SipTrace.Correlation.Trace;

namespace SipTrace.Screens;

/// <summary>Which calls the list shows, and in what order. Kept up to date in short steps between batches of frames, whatever the number of calls.</summary>
/// <remarks>Without query, order and folding it keeps nothing: row i is call i. What was found so far is shown while the rest is still looked through.</remarks>
internal sealed class CallTable
{
    private const int CallsPerGlance = 32;
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan ArrangeInterval = TimeSpan.FromSeconds(1);

    private readonly List<int> revisions = [];                  // of the calls that were tested, from the first on
    private readonly HashSet<(Endpoint, string)> opened = [];
    private HashSet<Call> kept = [];                            // of the hidden, those that stay
    private List<Call> matching = [];                           // of these, in the order of their numbers
    private List<Call> narrowed = [];                           // what an earlier query found of these, and this one was not asked about yet
    private TextQuery query = new("");
    private Column<Call>? column;
    private Func<Call, CallFields, bool>? isWanted;
    private bool isDown, isFolded, isArrangeDue;
    private int recheck, unchanged, narrowedAt, hiddenBefore, forgettings;
    private CallArrangement? arranged, arranging;
    private IReadOnlyList<Call> shown = [];                     // what rows are made of, where no arrangement is shown
    private long arrangedAt;

    /// <summary>Rows.</summary>
    public int Count { get; private set; }

    /// <summary>Calls there are.</summary>
    public int Total { get; private set; }

    /// <summary>How much of the calls was looked through, in percent; null where there is nothing to look for, or all was.</summary>
    public int? Progress { get; private set; }

    /// <summary>What was typed.</summary>
    public TextQuery Query
    {
        get => query;
        set
        {
            var isNarrower = !query.IsEmpty && value.Narrows(query);
            query = value;
            if (isNarrower) Narrow();
            else Restart();
        }
    }

    /// <summary>What the command line asks for; null for every call.</summary>
    public Func<Call, CallFields, bool>? IsWanted
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
            ArrangeAgain();
        }
    }

    /// <summary>Whether calls are hidden.</summary>
    public bool HidesCalls => hiddenBefore > 0;

    /// <summary>Hides all calls that there are now; those that come later are shown.</summary>
    /// <param name="butFound">Whether those that the query has found stay.</param>
    public void Hide(bool butFound)
    {
        kept = butFound ? [.. matching] : [];
        hiddenBefore = Total;
        Restart();
    }

    /// <summary>Brings hidden calls back.</summary>
    public void Unhide()
    {
        kept = [];
        hiddenBefore = 0;
        Restart();
    }

    private bool IsPlain => IsAll && !IsArranged;

    private bool IsAll => query.IsEmpty && hiddenBefore == 0 && isWanted is null;

    private bool IsArranged => column is not null || isFolded;

    /// <summary>Sorts by a column; null for the order of first packets.</summary>
    public void SortBy(Column<Call>? by, bool down)
    {
        (column, isDown) = (by, down);
        ArrangeAgain();
    }

    /// <summary>Unfolds the group of a call, or folds it again.</summary>
    public void Toggle(Call call)
    {
        if (!opened.Remove(CallArrangement.GroupOf(call))) opened.Add(CallArrangement.GroupOf(call));
        ArrangeAgain();
    }

    /// <summary>Takes what is new. On the session's thread; tells whether more is left.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="fields">What the query asks of its calls.</param>
    /// <param name="isComplete">Whether the trace changes no more.</param>
    public bool Step(Trace trace, CallFields fields, bool isComplete)
    {
        var calls = trace.Calls;
        Total = calls.Count;
        if (trace.Forgettings != forgettings)
        {
            forgettings = trace.Forgettings;
            Restart();
        }
        if (IsPlain)
        {
            (shown, Count, Progress, arranged) = (calls, calls.Count, null, null);
            return false;
        }
        var started = Stopwatch.GetTimestamp();
        if (Test(calls, fields, started)) TestAgain(calls, fields, isComplete, started);
        var left = narrowed.Count - narrowedAt + calls.Count - revisions.Count;
        Progress = left == 0 ? null : (int)(100L * (calls.Count - left) / calls.Count);
        var isMore = Arrange(isComplete);
        shown = IsArranged ? [] : matching;
        Count = arranged?.Rows.Length ?? shown.Count;
        return isMore || left > 0;
    }

    /// <summary>A row as it stood after the last step; null where the trace has forgotten it meanwhile. On the session's thread.</summary>
    public CallGroup? At(int row) => arranged is not null ? arranged.Rows[row] : row < shown.Count ? new CallGroup(shown[row], 1, false) : null;

    /// <summary>The row of a call; below zero where it has none. On the session's thread.</summary>
    public int RowOf(Call call) => arranged is not null ? arranged.Places.GetValueOrDefault(call, -1) : Math.Max(-1, PlaceOf(shown, call));

    private void Restart()
    {
        revisions.Clear();
        matching = [];
        (narrowed, narrowedAt) = ([], 0);
        (recheck, unchanged) = (0, 0);
        ArrangeAgain();
    }

    // What a longer text finds is among what the shorter one found.
    private void Narrow()
    {
        narrowed = [.. matching, .. narrowed.Skip(narrowedAt)];
        (narrowedAt, matching) = (0, []);
        ArrangeAgain();
    }

    private void ArrangeAgain() => (arranging, isArrangeDue, arrangedAt) = (null, true, 0);

    private bool Passes(Call call, CallFields fields) =>
        (call.Number > hiddenBefore || kept.Contains(call)) && (isWanted is null || isWanted(call, fields)) && (query.IsEmpty || query.Finds(call, fields));

    // Tells whether all were tested once.
    private bool Test(IReadOnlyList<Call> calls, CallFields fields, long started)
    {
        for (var looked = 1; narrowedAt < narrowed.Count || revisions.Count < calls.Count; looked++)
        {
            var isNarrowed = narrowedAt < narrowed.Count;
            var call = isNarrowed ? narrowed[narrowedAt++] : calls[revisions.Count];
            if (!isNarrowed) revisions.Add(call.Revision);
            if (Passes(call, fields)) Put(call);
            if (looked % CallsPerGlance == 0 && Stopwatch.GetElapsedTime(started) > Budget) return false;
        }
        return true;
    }

    // Calls go on: once round all of them, as far as time allows, whoever changed is tested again.
    private void TestAgain(IReadOnlyList<Call> calls, CallFields fields, bool isComplete, long started)
    {
        if (!isComplete) unchanged = 0;
        for (var looked = 1; unchanged < revisions.Count && looked <= revisions.Count; looked++, unchanged++)
        {
            if (looked % CallsPerGlance == 0 && Stopwatch.GetElapsedTime(started) > Budget) return;
            if (recheck >= revisions.Count) recheck = 0;
            var index = recheck++;
            var call = calls[index];
            if (revisions[index] == call.Revision) continue;
            revisions[index] = call.Revision;
            if (Passes(call, fields)) Put(call);
            else Take(call);
        }
    }

    private void Put(Call call)
    {
        isArrangeDue = true;
        if (matching.Count == 0 || matching[^1].Number < call.Number) matching.Add(call);
        else if (PlaceOf(matching, call) is < 0 and var place) matching.Insert(~place, call);
    }

    private void Take(Call call)
    {
        if (PlaceOf(matching, call) is not (>= 0 and var place)) return;
        isArrangeDue = true;
        matching.RemoveAt(place);
    }

    // Until a new order is worked out, the last one stays in sight.
    private bool Arrange(bool isComplete)
    {
        if (!IsArranged)
        {
            arranged = null;
            return false;
        }
        if (arranging is null && isArrangeDue && (isComplete || arrangedAt == 0 || Environment.TickCount64 - arrangedAt > ArrangeInterval.TotalMilliseconds))
        {
            isArrangeDue = false;
            arranging = new CallArrangement([.. matching], column, isDown, isFolded ? opened : null);
        }
        if (arranging is null) return false;
        if (!arranging.Step(Budget)) return true;
        (arranged, arranging, arrangedAt) = (arranging, null, Environment.TickCount64);
        return isComplete && isArrangeDue;
    }

    // As List.BinarySearch: the complement of where it would stand, where it is not. Numbers rise.
    private static int PlaceOf(IReadOnlyList<Call> calls, Call call)
    {
        int low = 0, high = calls.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (calls[middle].Number == call.Number) return middle;
            if (calls[middle].Number < call.Number) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }
}
