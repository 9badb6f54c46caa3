using System.Text;
using SipTrace.Output;

namespace SipTrace.Tests.Terminal;

/// <summary>A terminal that only remembers: it understands what the program writes, and throws on anything else.</summary>
/// <remarks>Wide characters move its cursor by a number of columns that nobody can foretell: real terminals differ there.</remarks>
internal sealed class VtScreen(int width, int height, Random whim)
{
    private readonly string[,] cells = new string[height, width];
    private readonly string[,] styles = new string[height, width];
    private int x, y, top, bottom = height - 1;
    private string attributes = "", letters = "39", ground = "49";

    /// <summary>Whether a whole frame was written: what begins ends.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>The text of a row.</summary>
    public string Row(int row) => string.Concat(Enumerable.Range(0, width).Select(column => cells[row, column] ?? " "));

    // Nobody sees the colour of a blank's letters, nor whether it is bold.
    private string style => $"{attributes}|{letters}|{ground}";

    /// <summary>How a row looks, style by style.</summary>
    public string Styles(int row) => string.Join(' ', Enumerable.Range(0, width).Select(column => LookOf(cells[row, column] ?? " ", styles[row, column] ?? "|39|49")));

    /// <summary>A style as far as it can be seen on a character.</summary>
    public static string LookOf(string cluster, string style)
    {
        var parts = style.Split('|');
        var seen = string.Concat(parts[0].Split(';').Where(code => code is "4" or "7"));
        return cluster == " " ? $"{seen}|{(parts[0].Contains('7', StringComparison.Ordinal) ? parts[1] : "")}|{parts[2]}" : style;
    }

    /// <summary>Shows what was written.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '\e')
            {
                Assert.Equal('[', text[at + 1]);
                var end = at + 2;
                while (text[end] is < '@' or > '~') end++;
                Do(text[(at + 2)..end], text[end]);
                at = end + 1;
                continue;
            }
            Assert.False(char.IsControl(text[at]), $"a control character reached the terminal: {(int)text[at]:x}");
            var length = TextWidth.Next(text.AsSpan(at), out var columns);
            Put(text.Substring(at, length), columns);
            at += length;
        }
    }

    private void Put(string cluster, int columns)
    {
        Assert.InRange(x, 0, width - 1);
        // Half of what is overwritten cannot stay.
        if (cells[y, x] == "" && x > 0) cells[y, x - 1] = " ";
        cells[y, x] = cluster;
        styles[y, x] = style;
        if (columns == 2)
        {
            Assert.True(x + 1 < width, "a wide character in the last column");
            if (x + 2 < width && cells[y, x + 2] == "") cells[y, x + 2] = " ";
            cells[y, x + 1] = "";
            styles[y, x + 1] = style;
        }
        else if (x + 1 < width && cells[y, x + 1] == "") cells[y, x + 1] = " ";
        x += cluster.Length > 1 || columns == 2 ? whim.Next(0, 4) : 1;
    }

    private void Do(string parameters, char command)
    {
        var first = int.TryParse(parameters.Split(';')[0], out var number) ? number : 1;
        switch (command)
        {
            case 'H':
                var place = parameters.Length == 0 ? [1, 1] : parameters.Split(';').Select(int.Parse).ToArray();
                (y, x) = (place[0] - 1, place[1] - 1);
                break;
            case 'm':
                TakeStyle(parameters.Split(';'));
                break;
            case 'J' or 'K':
                for (var row = command == 'J' ? 0 : y; row <= (command == 'J' ? height - 1 : y); row++)
                {
                    for (var column = command == 'J' ? 0 : x; column < width; column++) (cells[row, column], styles[row, column]) = (" ", style);
                }
                break;
            case 'r':
                (top, bottom) = parameters.Length == 0 ? (0, height - 1) : (first - 1, int.Parse(parameters.Split(';')[1]) - 1);
                (x, y) = (0, 0);
                break;
            case 'S' or 'T':
                for (var i = 0; i < first; i++) Scroll(command == 'S');
                break;
            case 'h' or 'l':
                if (parameters == "?2026") IsSettled = command == 'l';
                break;
            default:
                Assert.Fail($"the terminal got ESC [ {parameters} {command}");
                break;
        }
    }

    private void TakeStyle(string[] codes)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            if (codes[i] == "0") (attributes, letters, ground) = ("", "39", "49");
            else if (codes[i] is "38" or "48")
            {
                var length = codes[i + 1] == "5" ? 3 : 5;
                var color = string.Join(';', codes.AsSpan(i, length).ToArray());
                if (codes[i] == "38") letters = color;
                else ground = color;
                i += length - 1;
            }
            else if (codes[i] == "49") ground = "49";
            else if (codes[i].Length == 1) attributes += ";" + codes[i];
            else letters = codes[i];
        }
    }

    private void Scroll(bool up)
    {
        for (var i = 0; i <= bottom - top; i++)
        {
            var row = up ? top + i : bottom - i;
            var from = up ? row + 1 : row - 1;
            for (var column = 0; column < width; column++)
            {
                var isIn = from >= top && from <= bottom;
                cells[row, column] = isIn ? cells[from, column] : " ";
                styles[row, column] = isIn ? styles[from, column] : style;
            }
        }
    }
}
