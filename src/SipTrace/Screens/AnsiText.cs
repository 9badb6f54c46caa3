using System.Text;
using SipTrace.Output;

namespace SipTrace.Screens;

/// <summary>Reads what a <see cref="Palette"/> painted back into lines, so that a screen shows what a command prints, in its own colours.</summary>
internal static class AnsiText
{
    /// <summary>The lines of a text.</summary>
    public static IReadOnlyList<TextLine> Read(string text)
    {
        var lines = new List<TextLine>();
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            var clean = new StringBuilder();
            var spans = new List<TextSpan>();
            var (ink, start) = (Ink.Plain, 0);
            for (var at = 0; at < line.Length; at++)
            {
                var end = line[at] == '\e' ? line.IndexOf('m', at) : -1;
                if (end < 0)
                {
                    clean.Append(line[at]);
                    continue;
                }
                if (ink != Ink.Plain) spans.Add(new TextSpan(start, clean.Length - start, ink));
                (ink, start) = (Palette.InkOf(line[(at + 2)..end]), clean.Length);
                at = end;
            }
            lines.Add(new TextLine(clean.ToString(), spans));
        }
        return lines;
    }
}
