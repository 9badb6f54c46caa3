using System.Globalization;
using System.Text;

namespace SipTrace.Ladders;

/// <summary>Draws a ladder as a Mermaid sequence diagram, which many wikis and ticket systems render.</summary>
internal static class MermaidLadder
{
    /// <summary>Writes the diagram.</summary>
    public static void Write(Ladder ladder, TextWriter output)
    {
        output.Write("sequenceDiagram\n");
        for (var i = 0; i < ladder.Hosts.Count; i++)
        {
            var host = ladder.Hosts[i];
            output.Write($"    participant h{i} as {string.Join("<br/>", host.Addresses.Prepend(host.Name).Select(Escape))}\n");
        }
        foreach (var e in ladder.Events)
        {
            var offset = ladder.Offset(e);
            var label = Escape(e.Label) + (offset.Length > 0 ? $" ({offset} s)" : "");
            output.Write(e.Kind == LadderKind.Note
                ? $"    Note over {Over(e)}: {label}\n"
                : $"    h{e.From}{Arrow(e)}h{e.To}: {label}\n");
        }
    }

    private static string Over(LadderEvent e) => e.From == e.To ? $"h{e.From}" : $"h{Math.Min(e.From, e.To)},h{Math.Max(e.From, e.To)}";

    private static string Arrow(LadderEvent e) => e.Kind switch
    {
        LadderKind.StreamBothWays => "<<->>",
        LadderKind.Group => "<<-->>",
        _ when e.Mark == LadderMark.Failure => "-x",
        _ when e.Mark == LadderMark.Again => "-->>",
        _ => "->>",
    };

    // Mermaid takes # codes; ; ends a statement, and < would begin markup. Non-ASCII letters are left.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or ':' or '@' or '-' or '_' or '/' or '(' or ')' or '+' or ',' or '=' or '[' or ']' || c > 0x7f) escaped.Append(c);
            else escaped.Append(CultureInfo.InvariantCulture, $"#{(int)c};");
        }
        return escaped.ToString();
    }
}
