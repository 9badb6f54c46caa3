using SipTrace.Output;
using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>Two messages side by side, lines that match on one height; below what is different in their SDP, by its meaning.</summary>
internal sealed class DiffScreen : Screen
{
    private readonly FlowMessage left, right;
    private readonly List<(int Left, int Right)> rows;
    private readonly ListCursor cursor = new();
    private readonly TextPane changes = new();
    private bool hasChanges = true;

    /// <summary>Two messages.</summary>
    public DiffScreen(ScreenStack stack, MessagePair pair)
        : base(stack)
    {
        (left, right) = (pair.Before, pair.After);
        changes.Lines = pair.Changes;
        rows = LineMatch.Of(left.Lines, right.Lines);
        var keys = new KeyTable
        {
            { "!", "Next", "the next difference", () => Go(1) },
            { "BackTab", "", "the difference before", () => Go(-1) },
            { "d", "SDP", "the difference of the SDP below, or not", () => hasChanges = !hasChanges },
            { "y", "Copy", "copy the difference of the SDP", () => Clipboard.Copy(Stack, string.Join('\n', changes.Lines.Select(line => line.Text)), "difference") },
        };
        cursor.AddKeys(keys, "the line");
        Keys = WithCommonKeys(keys);
    }

    /// <inheritdoc/>
    public override KeyTable Keys { get; }

    /// <inheritdoc/>
    public override string Title => $"diff  frame {left.Frame} {left.Label}  against  frame {right.Frame} {right.Label}";

    /// <inheritdoc/>
    public override bool Take(Key key) => cursor.Take(key, key.Y - 2) || Keys.Run(key);

    /// <inheritdoc/>
    public override void Draw(Canvas canvas)
    {
        var below = hasChanges && changes.Lines.Count > 0 ? Math.Min(changes.Lines.Count + 1, canvas.Height * 2 / 5) : 0;
        DrawMessages(canvas.Part(0, 0, canvas.Width, canvas.Height - below));
        if (below == 0) return;
        canvas.Fill(0, canvas.Height - below, canvas.Width, '─', Ink.Faint);
        changes.Draw(canvas.Part(0, canvas.Height - below + 1, canvas.Width, below - 1));
    }

    private void DrawMessages(Canvas canvas)
    {
        var middle = canvas.Width / 2;
        canvas.Put(0, 0, left.Head, Ink.Faint, middle - 1);
        canvas.Put(middle + 1, 0, right.Head, Ink.Faint);
        cursor.Count = rows.Count;
        cursor.Fit(canvas.Height - 1);
        for (var y = 0; y < canvas.Height; y++) canvas.Put(middle, y, "│", Ink.Faint);
        for (var i = cursor.Top; i < cursor.End; i++)
        {
            var y = i - cursor.Top + 1;
            var (from, to) = (TextOf(left, rows[i].Left), TextOf(right, rows[i].Right));
            if (from is not null) DrawLine(canvas.Part(0, y, middle, 1), from, to, Ink.Bad);
            if (to is not null) DrawLine(canvas.Part(middle + 1, y, canvas.Width - middle - 1, 1), to, from, Ink.Good);
            if (i == cursor.Index) canvas.Emphasize(y, Emphasis.Selected);
        }
    }

    private static string? TextOf(FlowMessage message, int line) => line < 0 ? null : message.Lines[line];

    // What both lines begin and end with is as it was; between stands the change.
    private static void DrawLine(Canvas line, string text, string? other, Ink ink)
    {
        if (other is null || other == text)
        {
            line.Put(0, 0, text, other is null ? ink : Ink.Plain);
            return;
        }
        int start = 0, end = 0, shorter = Math.Min(text.Length, other.Length);
        while (start < shorter && text[start] == other[start]) start++;
        while (end < shorter - start && text[^(end + 1)] == other[^(end + 1)]) end++;
        var x = line.Put(0, 0, text.AsSpan(0, start));
        x = line.Put(x, 0, text.AsSpan(start, text.Length - start - end), new Style(ink, Emphasis.Bold));
        line.Put(x, 0, text.AsSpan(text.Length - end));
    }

    private void Go(int way)
    {
        for (var i = cursor.Index + way; i >= 0 && i < rows.Count; i += way)
        {
            if (TextOf(left, rows[i].Left) == TextOf(right, rows[i].Right)) continue;
            cursor.Index = i;
            return;
        }
        Stack.Say("no other difference");
    }
}
