using System.Diagnostics;
using SipTrace.Commands;
using SipTrace.Correlation.Sip;
using SipTrace.Output;
using SipTrace.Terminal;
using Trace = SipTrace.Correlation.Trace;

namespace SipTrace.Screens;

/// <summary>The list of calls.</summary>
internal sealed class CallsScreen : Screen
{
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(2);

    private readonly CallTable table = new();
    private readonly ListCursor cursor = new();
    private readonly ColumnLayout layout = new();
    private readonly TextField field = new();
    private readonly CallRows maker;
    private IReadOnlyList<Column<Call>>? all;
    private Column<Call>[]? shown;
    private CallRow[] rows = [];
    private Canvas body;
    private bool isTyping, follows, isPaused, isWaiting;

    /// <summary>The list of all calls, or of those that the command line asks for.</summary>
    public CallsScreen(ScreenStack stack)
        : base(stack)
    {
        maker = new CallRows(stack);
        Keys = MakeKeys();
        if (stack.Job.Arguments.Where is { } where) SetQuery(where);
        var choice = new CallChoice(stack.Job.Arguments with { Where = null });
        if (!choice.IsAll) table.IsWanted = (call, fields) => choice.Wants(fields, call);
    }

    /// <inheritdoc/>
    public override KeyTable Keys { get; }

    /// <inheritdoc/>
    public override string Title =>
        $"calls  {(table.Count == table.Total ? "" : table.Count + " of ")}{table.Total}" + (Stack.Marked.Count > 0 ? $"  {Stack.Marked.Count} marked" : "")
        + (follows ? "  following" : "") + (isPaused ? "  paused" : "") + (table.HidesCalls ? "  cleared" : "") + (table.Progress is { } percent ? $"  looked through {percent} %" : "");

    /// <inheritdoc/>
    public override (int X, int Y)? Cursor => isTyping ? place : null;

    private (int X, int Y) place;

    private KeyTable MakeKeys()
    {
        var keys = new KeyTable
        {
            { "Enter", "Show", "the ladder of the call, or of all marked calls; unfolds a group", Open },
            { "Space", "Mark", "mark or unmark the call", Mark },
            { "/ F3 Tab", "Filter", "filter as you type: words, or an expression such as status>=500", () => isTyping = true },
            { "F4 x", "Extended", "the ladder with all related legs", () => OpenFlow(isExtended: true) },
            { "F2 s S", "Save", "save the call, or all marked ones", () => Saved(SaveForm.Of) },
            { "F7 f F", "Where", "a form that writes the filter", () => Stack.Push(FilterForm.Of(Stack, table.Query.Text, SetQuery)) },
            { "F10 t T", "Columns", "which columns stand in the list, and where; any SIP header; kept in a file", OpenColumns },
            { "< >", "Sort", "sort by a column", OpenSort },
            { "F6 r R", "", "the messages of the call one after the other", OpenRaw },
            { "F5 Ctrl-L", "Clear", "hide all calls so far; again to bring them back", () => Hide(butFound: false) },
            { "F9", "", "hide the calls that the filter does not find; again to bring them back", () => Hide(butFound: true) },
            { "Ctrl-W", "", "unmark all", Stack.Marked.Clear },
            { "Left", "", "columns to the left", () => layout.Move(-1) },
            { "Right", "", "columns to the right", () => layout.Move(1) },
            { "A", "", "follow new calls, or stop", () => follows = !follows },
            { "p", "", "hold the list still, or go on", () => isPaused = !isPaused },
            { "z", "", "turn the order round", () => table.SortBy(table.SortColumn, !table.IsDown) },
            { "-", "", "calls of one source and method in one row", () => table.IsFolded = true },
            { "+", "", "every call in its row", () => table.IsFolded = false },
            { "y", "", "copy the Call-ID", () => WithCurrent(call => Clipboard.Copy(Stack, call.CallId, "Call-ID")) },
        };
        CallKeys.Add(keys, Stack, Meant);
        cursor.AddKeys(keys, "the call");
        keys.Add("Esc q Q", "Quit", "leave siptrace; asks first", Quit);
        return WithCommonKeys(keys);
    }

    /// <inheritdoc/>
    public override bool Take(Key key)
    {
        if (isTyping && TakeTyped(key)) return true;
        if (cursor.Take(key, key.Y - 2)) return true;
        if (key is { Code: KeyCode.Click, Y: 1 } && layout.ColumnAt(key.X - 5) is { } column)
        {
            SortBy(column);
            return true;
        }
        if (key.Code is KeyCode.Up or KeyCode.Down or KeyCode.PgUp or KeyCode.PgDn or KeyCode.Home) follows = false;
        return Keys.Run(key);
    }

    /// <inheritdoc/>
    public override bool Work() => Stack.Session.Ask(trace => !isPaused && Advance(trace) | CheckRows(trace));

    /// <inheritdoc/>
    public override void Draw(Canvas canvas)
    {
        var hasField = isTyping || !table.Query.IsEmpty;
        body = canvas.Part(0, 0, canvas.Width, canvas.Height - (hasField ? 1 : 0));
        Stack.Session.Ask(Read);
        DrawList(body);
        if (hasField) DrawField(canvas.Part(0, canvas.Height - 1, canvas.Width, 1));
    }

    // Copies what is in sight out of the trace.
    private bool Read(Trace trace)
    {
        all ??= maker.Columns(trace);
        if (!isPaused) Advance(trace);
        if (follows) cursor.Index = cursor.Count - 1;
        cursor.Fit(body.Height - 1);
        shown ??= [.. Stack.Settings.Columns.Select(name => all.FirstOrDefault(column => column.Name == name)).OfType<Column<Call>>()];
        rows = maker.Of(Enumerable.Range(cursor.Top, cursor.End - cursor.Top).Select(table.At).OfType<CallGroup>(), shown);
        layout.Fit(shown, rows, body.Width - 6, table.SortColumn);
        return true;
    }

    // The rules are asked about the calls in sight, one by one.
    private bool CheckRows(Trace trace)
    {
        if (!Stack.Findings.IsReady) return false;
        var (started, isNew) = (Stopwatch.GetTimestamp(), false);
        for (var row = cursor.Top; row < Math.Min(cursor.End, table.Count); row++)
        {
            if (table.At(row) is not { First: var call } || !Stack.Findings.IsDue(call)) continue;
            Stack.Findings.Of(call);
            isNew = true;
            if (Stopwatch.GetElapsedTime(started) > Budget) break;
        }
        return isNew;
    }

    // The cursor stays on its call, wherever that has moved.
    private bool Advance(Trace trace)
    {
        var group = GroupAt(trace);
        var isMore = false;
        if (isWaiting = table.Query.AsksForVerdicts && !Stack.Findings.IsReady) cursor.Count = 0;
        else
        {
            isMore = table.Step(trace, Stack.FieldsOf(trace), Stack.Session.IsComplete);
            cursor.Count = table.Count;
        }
        if (!isWaiting && group is { } before && table.RowOf(before.First) is >= 0 and var row) cursor.Index = row;
        return isMore;
    }

    private CallGroup? GroupAt(Trace _) => cursor.Index < Math.Min(cursor.Count, table.Count) ? table.At(cursor.Index) : null;

    private void DrawList(Canvas canvas)
    {
        canvas.Fill(0, 0, canvas.Width, ' ', Ink.Strong);
        layout.DrawHeads(canvas.Part(5, 0, canvas.Width - 6, 1), table.SortColumn, table.IsDown);
        for (var i = 0; i < rows.Length; i++)
        {
            var line = canvas.Part(0, i + 1, canvas.Width, 1);
            var isMarked = Stack.Marked.Contains(rows[i].Group.First);
            if (rows[i].Group.IsFolded) line.Put(1, 0, "▶", Ink.Request);
            else line.Put(0, 0, isMarked ? "[*]" : "[ ]", isMarked ? Ink.Good : Ink.Faint);
            layout.DrawRow(line.Part(5, 0, canvas.Width - 6, 1), rows[i]);
            if (cursor.Top + i == cursor.Index) line.Emphasize(0, Emphasis.Selected);
        }
        if (rows.Length == 0) canvas.Put(2, 2, table.Total == 0 ? "no calls yet" : isWaiting ? "the rules are asked when everything is read"
            : table.Progress is not null ? "nothing found yet" : $"none of {table.Total} calls is what you ask for", Ink.Faint);
        cursor.DrawBar(canvas.Part(0, 1, canvas.Width, canvas.Height - 1));
    }

    private void DrawField(Canvas line)
    {
        var x = line.Put(1, 0, table.Query.IsExpression ? "where " : "filter ", Ink.Request);
        var end = field.Draw(line, x, 0, Math.Max(10, line.Width / 2), Ink.Strong);
        place = (end, body.Height + 1);
        var remark = table.Query.Mistake ?? "";
        line.Put(Math.Max(end, x + TextWidth.Of(field.Text)) + 2, 0, remark, Ink.Warn);
    }

    // While a filter is typed, its keys are letters; whatever moves in the list leaves it.
    private bool TakeTyped(Key key)
    {
        if (key.Code is KeyCode.Up or KeyCode.Down or KeyCode.PgUp or KeyCode.PgDn) isTyping = false;
        if (!isTyping || key is { Ctrl: true, Rune.Value: 'c' }) return false;
        if (key.Code is KeyCode.Enter or KeyCode.Tab) isTyping = false;
        else if (key.Code == KeyCode.Esc)
        {
            isTyping = false;
            SetQuery("");
        }
        else if (field.Take(key)) table.Query = new TextQuery(field.Text);
        return true;
    }

    private void SetQuery(string text)
    {
        field.Set(text);
        table.Query = new TextQuery(text);
    }

    // Keys may come faster than frames: what the cursor is on is asked when it is needed.
    private CallGroup? Current => Stack.Session.Ask(GroupAt);

    private void Open()
    {
        if (Current is { IsFolded: true } group) table.Toggle(group.First);
        else OpenFlow(isExtended: false);
    }

    private void OpenFlow(bool isExtended)
    {
        var calls = Meant();
        if (calls.Length > 0) Stack.Push(new FlowScreen(Stack, calls, isExtended));
    }

    private void Quit()
    {
        if (!Stack.Settings.AsksBeforeLeaving) Stack.Leave();
        else Stack.Push(new MenuScreen(Stack, "leave siptrace?", [new MenuItem("yes", Stack.Leave), new MenuItem("no", () => { })],
            more: [("y", "", "yes", Leave), ("q", "", "yes", Leave)]));

        int Leave(int line)
        {
            Stack.Leave();
            return line;
        }
    }

    // The marked calls, else the one of the cursor.
    private Call[] Meant() => Stack.Marked.Count > 0 ? [.. Stack.Marked.OrderBy(call => call.Number)] : Current is { } group ? [group.First] : [];

    private void Mark()
    {
        WithCurrent(call =>
        {
            if (!Stack.Marked.Remove(call)) Stack.Marked.Add(call);
        });
        cursor.Move(1);
    }

    private void Saved(Func<ScreenStack, Call[], Screen> make)
    {
        if (Meant() is { Length: > 0 } calls) Stack.Push(make(Stack, calls));
    }

    private void OpenRaw()
    {
        if (Meant() is not { Length: > 0 } calls) return;
        var messages = Stack.Session.Ask(trace => calls.SelectMany(call => trace.MessagesOf(call).Select(index => (Call: call, Index: index)))
            .OrderBy(item => item.Index)
            .Select(item => FlowMessage.Read(trace, item.Call, item.Index, Stack)).ToArray());
        Stack.Push(new RawScreen(Stack, messages, -1));
    }

    private void OpenSort() => Stack.Push(new MenuScreen(Stack, "sort by",
        [.. shown!.Select(column => new MenuItem(column.Heading ?? column.Name, () => column.Name == table.SortColumn?.Name ? table.IsDown ? "▼" : "▲" : "",
            () => SortBy(column)))]));

    // The same column again turns the order round.
    private void SortBy(Column<Call> column) => table.SortBy(column.Name == "number" ? null : column, table.SortColumn?.Name == column.Name && !table.IsDown);

    // A column of a header is made when it is first wanted; the others are there.
    private void OpenColumns() => Stack.Push(ColumnMenu.Of(Stack, all!, () =>
    {
        shown = null;
        if (Stack.Settings.Columns.Exists(name => all!.All(column => column.Name != name))) all = null;
    }));

    private void Hide(bool butFound)
    {
        if (table.HidesCalls) table.Unhide();
        else if (butFound && table.Query.IsEmpty) Stack.Say("there is no filter: all calls are shown");
        else
        {
            table.Hide(butFound);
            if (butFound) SetQuery("");
        }
    }

    private void WithCurrent(Action<Call> act)
    {
        if (Current is { } group) act(group.First);
    }
}
