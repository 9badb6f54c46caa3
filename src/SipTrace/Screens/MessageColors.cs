using SipTrace.Output;
using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>Colours the lines of a SIP message by their parts: start line, names of headers, types of SDP lines.</summary>
internal static class MessageColors
{
    /// <summary>The lines of a message; visible texts in, coloured lines out.</summary>
    public static IEnumerable<TextLine> Of(IEnumerable<string> lines)
    {
        var (isFirst, isBody) = (true, false);
        foreach (var line in lines)
        {
            yield return isFirst ? TextLine.Of(line, new Style(InkOfStart(line), Emphasis.Bold)) : isBody ? Body(line) : Header(line);
            isBody |= !isFirst && line.Length == 0;
            isFirst = false;
        }
    }

    private static Ink InkOfStart(string line) => !line.StartsWith("SIP/", StringComparison.OrdinalIgnoreCase) || line.Length < 9 ? Ink.Request : line[8] switch
    {
        '1' => Ink.Warn,
        '2' => Ink.Good,
        '3' => Ink.Request,
        _ => Ink.Bad,
    };

    private static TextLine Header(string line)
    {
        var colon = line.IndexOf(':');
        return colon <= 0 || line[0] is ' ' or '\t' ? new TextLine(line) : new TextLine(line, new TextSpan(0, colon + 1, Ink.Name));
    }

    private static TextLine Body(string line)
    {
        if (line.Length < 2 || line[1] != '=') return new TextLine(line);
        var type = new TextSpan(0, 2, Ink.Name);
        return line switch
        {
            ['m', ..] => new TextLine(line, TextSpanOf(line, Ink.Media, Emphasis.Bold)),
            ['c', ..] => new TextLine(line, type, new TextSpan(2, line.Length - 2, Ink.Media)),
            _ when line.StartsWith("a=candidate", StringComparison.Ordinal) || line.StartsWith("a=ice-", StringComparison.Ordinal)
                || line.StartsWith("a=remote-candidates", StringComparison.Ordinal) => new TextLine(line, type, new TextSpan(2, line.Length - 2, Ink.Check)),
            _ => new TextLine(line, type),
        };
    }

    private static TextSpan TextSpanOf(string line, Ink ink, Emphasis emphasis) => new(0, line.Length, new Style(ink, emphasis));
}
