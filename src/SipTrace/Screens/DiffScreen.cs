using SipTrace.Output;
using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>Two messages side by side, lines that match on one height.</summary>
internal sealed class DiffScreen : Screen
{
    private readonly FlowMessage left, right;
    private readonly List<(int Left, int Right)> rows;
    private readonly ListCursor cursor = new();

    /// <summary>Two messages.</summary>
    public DiffScreen(ScreenStack stack, FlowMessage left, FlowMessage right)
        : base(stack)
    {
        this.left = left;
        this.right = right;
        rows = LineMatch.Of(left.Lines, right.Lines);
        var keys = new KeyTable
        {
            { "!", "Next", "the next difference", () => Go(1) },
            { "Tab", "", "the difference before", () => Go(-1) },
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
        var middle = canvas.Width / 2;
        canvas.Put(0, 0, left.Head, Ink.Faint, middle - 1);
        canvas.Put(middle + 1, 0, right.Head, Ink.Faint);
        cursor.Count = rows.Count;
        cursor.Fit(canvas.Height - 1);
        for (var y = 1; y < canvas.Height; y++) canvas.Put(middle, y, "│", Ink.Faint);
        for (var i = cursor.Top; i < cursor.End; i++)
        {
            var y = i - cursor.Top + 1;
            var (from, to) = (TextOf(left, rows[i].Left), TextOf(right, rows[i].Right));
            if (from == to)
            {
                canvas.Put(0, y, from!, Ink.Plain, middle);
                canvas.Put(middle + 1, y, to!, Ink.Plain);
            }
            else
            {
                if (from is not null) DrawChanged(canvas.Part(0, y, middle, 1), from, to, Ink.Bad);
                if (to is not null) DrawChanged(canvas.Part(middle + 1, y, canvas.Width - middle - 1, 1), to, from, Ink.Good);
            }
            if (i == cursor.Index) canvas.Emphasize(y, Emphasis.Selected);
        }
    }

    private static string? TextOf(FlowMessage message, int line) => line < 0 ? null : message.Lines[line];

    // What both lines begin and end with is as it was; between stands the change.
    private static void DrawChanged(Canvas line, string text, string? other, Ink ink)
    {
        if (other is null)
        {
            line.Put(0, 0, text, ink);
            return;
        }
        int start = 0, end = 0;
        while (start < Math.Min(text.Length, other.Length) && text[start] == other[start]) start++;
        while (end < Math.Min(text.Length, other.Length) - start && text[^(end + 1)] == other[^(end + 1)]) end++;
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
