using SipTrace.Correlation.Sip;
using SipTrace.Output;
using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>Where the columns of the list of calls stand: as wide as what was seen in them, narrower where the terminal is, the rest to be scrolled to.</summary>
internal sealed class ColumnLayout
{
    private const int Gap = 2, WidestText = 36, NarrowestText = 8;

    private readonly Dictionary<string, int> seen = [];
    private readonly HashSet<string> hasText = [];
    private Column<Call>[] columns = [];
    private int[] widths = [];
    private bool[] isRight = [], isHidden = [];
    private int first;

    /// <summary>The columns in sight, by place: for a click on a heading.</summary>
    public Column<Call>? ColumnAt(int x)
    {
        for (var (i, left) = (first, 0); i < columns.Length; left += StepOf(i++))
        {
            if (x >= left && x < left + widths[i]) return columns[i];
        }
        return null;
    }

    /// <summary>Moves the first column in sight.</summary>
    public void Move(int by) => first = Math.Clamp(first + by, 0, Math.Max(0, columns.Length - 1));

    /// <summary>Fits the columns into a width. A column that was wide stays so: a list that jumps cannot be read.</summary>
    public void Fit(Column<Call>[] shown, CallRow[] rows, int width, Column<Call>? sorted)
    {
        columns = shown;
        isHidden = Array.ConvertAll(shown, column => column.IsOptional && !hasText.Contains(column.Name));
        for (var i = 0; i < shown.Length; i++)
        {
            if (isHidden[i] && Array.Exists(rows, row => row.Texts[i].Length > 0)) isHidden[i] = !hasText.Add(shown[i].Name);
        }
        widths = new int[shown.Length];
        isRight = new bool[shown.Length];
        for (var i = 0; i < shown.Length; i++)
        {
            var widest = Math.Max(seen.GetValueOrDefault(shown[i].Name), TextWidth.Of(HeadOf(shown[i])) + (shown[i].Name == sorted?.Name ? 1 : 0));
            foreach (var row in rows) widest = Math.Max(widest, TextWidth.Of(row.Texts[i]));
            seen[shown[i].Name] = widths[i] = Math.Min(widest, WidestText);
            isRight[i] = Array.Exists(rows, row => row.AreNumbers[i]);
        }
        Narrow(width);
    }

    /// <summary>Draws the headings; the one that is sorted by has a mark.</summary>
    public void DrawHeads(Canvas line, Column<Call>? sorted, bool isDown)
    {
        for (var (i, x) = (first, 0); i < columns.Length && x < line.Width; x += StepOf(i++))
        {
            var mark = columns[i].Name == sorted?.Name ? isDown ? "▼" : "▲" : "";
            Put(line, x, i, HeadOf(columns[i]) + mark, Ink.Strong);
        }
    }

    /// <summary>Draws a row.</summary>
    public void DrawRow(Canvas line, CallRow row)
    {
        for (var (i, x) = (first, 0); i < columns.Length && x < line.Width; x += StepOf(i++)) Put(line, x, i, row.Texts[i], row.Inks[i]);
    }

    private void Put(Canvas line, int x, int i, string text, Style style)
    {
        if (isHidden[i]) return;
        var cut = TextWidth.Cut(text, widths[i]);
        line.Put(isRight[i] ? x + widths[i] - TextWidth.Of(cut) : x, 0, cut, style);
    }

    // A column of which nothing was seen yet takes no room.
    private int StepOf(int i) => isHidden[i] ? 0 : widths[i] + Gap;

    private static string HeadOf(Column<Call> column) => column.Heading ?? column.Name.ToUpperInvariant();

    // As many columns as fit at their narrowest stand in sight; what room is left makes them wider, those first that miss least.
    private void Narrow(int width)
    {
        first = Math.Min(first, Math.Max(0, columns.Length - 1));
        var wanted = (int[])widths.Clone();
        var (room, end) = (width + Gap, first);
        for (; end < columns.Length; end++)
        {
            if (isHidden[end]) continue;
            var least = LeastOf(end);
            if (room < least + Gap) break;
            room -= least + Gap;
            widths[end] = least;
        }
        while (room > 0)
        {
            var next = -1;
            for (var i = first; i < end; i++)
            {
                if (!isHidden[i] && widths[i] < wanted[i] && (next < 0 || wanted[i] - widths[i] < wanted[next] - widths[next])) next = i;
            }
            if (next < 0) return;
            widths[next]++;
            room--;
        }
    }

    private int LeastOf(int i) =>
        isRight[i] || columns[i].Narrowest == 0 && widths[i] <= NarrowestText * 2 ? widths[i] : Math.Min(widths[i], Math.Max(NarrowestText, columns[i].Narrowest));
}
