using System.Text;
using SipTrace.Output;
using SipTrace.Terminal;

namespace SipTrace.Tests.Terminal;

public class VtWriterTest
{
    // Hostile and merely foreign: wide, combined, joined, right-to-left, control and bidi characters.
    private static readonly string[] words =
    [
        "INVITE sip:bob@example.com", "200 OK", "李明 <sip:li@例.中国>", "e\u0301te\u0301", "👨‍👩‍👧 family", "🇩🇪", "שלום עולם", "مرحبا", "a\u001b[2Jb", "x\u009bm",
        "\u202eevil", "│──>", "한국어", "❤\ufe0f", "\u0301alone", "\u200b\u200d", "x\r\ny", "\u3164", "    ", "ｆｕｌｌ",
    ];

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 2)]
    [InlineData(3, 1)]
    [InlineData(4, 0)]
    public void A_terminal_shows_every_frame_whatever_was_shown_before(int seed, int depth)
    {
        var random = new Random(seed);
        const int width = 50, height = 16;
        var glyphs = new Glyphs();
        var writer = new VtWriter(glyphs, new Theme((ColorDepth)depth, isLight: seed % 2 == 0), asciiOnly: false);
        var screen = new VtScreen(width, height, random);
        var frame = new CellGrid(glyphs);
        frame.Reset(width, height);
        for (var i = 0; i < 800; i++)
        {
            Change(frame, random);
            screen.Write(writer.Write(frame, random.Next(3) == 0 ? (random.Next(width), random.Next(height)) : null).Span);
            for (var y = 0; y < height; y++)
            {
                Assert.Equal(TextOf(frame, y), screen.Row(y));
                Assert.Equal(StylesOf(frame, y, writer.Theme), screen.Styles(y));
            }
        }
        Assert.True(screen.IsSettled);
    }

    [Fact]
    public void An_unchanged_frame_costs_nothing()
    {
        var (writer, frame) = Shown();
        Assert.True(writer.Write(frame, null).IsEmpty);
    }

    [Fact]
    public void A_moved_cursor_line_costs_less_than_a_kilobyte_and_a_scroll_less_than_two_lines()
    {
        var (writer, frame) = Shown();
        new Canvas(frame).Emphasize(7, Emphasis.Selected);
        writer.Write(frame, null);
        for (var y = 0; y < frame.Height; y++)
        {
            var row = frame.Row(y);
            for (var x = 0; x < row.Length; x++) row[x] = row[x] with { Emphasis = y == 8 ? Emphasis.Selected : Emphasis.None };
        }
        Assert.InRange(writer.Write(frame, null).Length, 1, 1023);
        frame.Scroll(1, frame.Height - 2, 1);
        new Canvas(frame).Put(0, frame.Height - 2, Line(99));
        Assert.InRange(writer.Write(frame, null).Length, 1, 600);
    }

    [Fact]
    public void Only_ASCII_reaches_a_terminal_that_knows_nothing_else()
    {
        var glyphs = new Glyphs();
        var frame = new CellGrid(glyphs);
        frame.Reset(60, 24);
        for (var i = 0; i < words.Length; i++) new Canvas(frame).Put(0, i, words[i]);
        var written = new VtWriter(glyphs, new Theme(ColorDepth.None, false), asciiOnly: true).Write(frame, null);
        Assert.DoesNotContain(written.ToArray(), b => b > 0x7e);
        Assert.DoesNotContain(frame.ToText(asciiOnly: true), c => c > '~');
        Assert.All(frame.ToText(asciiOnly: true).TrimEnd('\n').Split('\n'), line => Assert.Equal(60, line.Length));
    }

    [Fact]
    public void Nothing_is_allocated_for_a_frame()
    {
        var (writer, frame) = Shown();
        Support.Allocations.None(() =>
        {
            for (var i = 0; i < 50; i++)
            {
                new Canvas(frame).Put(3, i % 20, i % 2 == 0 ? "here" : "gone", Ink.Good);
                writer.Write(frame, null);
            }
        }, times: 20);
    }

    private static (VtWriter, CellGrid) Shown()
    {
        var glyphs = new Glyphs();
        var writer = new VtWriter(glyphs, new Theme(ColorDepth.True, false), asciiOnly: false);
        var frame = new CellGrid(glyphs);
        frame.Reset(200, 60);
        for (var y = 0; y < frame.Height; y++) new Canvas(frame).Put(0, y, Line(y), y % 2 == 0 ? Ink.Good : Ink.Plain);
        writer.Write(frame, null);
        return (writer, frame);
    }

    private static string Line(int number) => string.Concat(Enumerable.Range(0, 30).Select(i => $"{number * i % 9973,5} "));

    private static void Change(CellGrid frame, Random random)
    {
        var canvas = new Canvas(frame);
        switch (random.Next(6))
        {
            case 0:
                frame.Reset(frame.Width, frame.Height);
                break;
            case 1:
                frame.Scroll(random.Next(3), frame.Height - 1 - random.Next(3), random.Next(-4, 5));
                break;
            default:
                for (var i = random.Next(12); i >= 0; i--)
                {
                    var style = new Style((Ink)random.Next((int)Ink.Match + 1), (Emphasis)random.Next(16));
                    canvas.Put(random.Next(-3, frame.Width), random.Next(frame.Height), words[random.Next(words.Length)], style, random.Next(1, 60));
                }
                break;
        }
    }

    private static string TextOf(CellGrid frame, int y)
    {
        var text = new StringBuilder();
        foreach (var cell in frame.Row(y))
        {
            if (cell.Columns > 0) text.Append(cell.Glyph < 0 ? frame.Glyphs.ClusterOf(cell.Glyph) : new Rune(cell.Glyph).ToString());
        }
        return text.ToString();
    }

    private static string StylesOf(CellGrid frame, int y, Theme theme) => string.Join(' ', frame.Row(y).ToArray().Select(cell => VtScreen.LookOf(
        cell.Glyph == Glyphs.Blank ? " " : "x", $"{theme.Attributes(cell.Ink, cell.Emphasis)}|{theme.Letters(cell.Ink)}|{theme.Ground(cell.Emphasis)}")));
}
