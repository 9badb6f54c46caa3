using System.Text;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Output;
using SipTrace.Wire.Sip;

namespace SipTrace.Screens;

/// <summary>A column of the list of calls that holds a SIP header: of the first message of a call that has it.</summary>
internal static class HeaderColumn
{
    private const string Prefix = "header:";
    private const int MostMessages = 20, Narrowest = 16;

    /// <summary>The name of the column of a header.</summary>
    public static string NameOf(string header) => Prefix + header;

    /// <summary>Whether a column is one of these.</summary>
    public static bool IsOne(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) && name.Length > Prefix.Length;

    /// <summary>Makes it. Its values are to be asked on the session's thread.</summary>
    public static Column<Call> Of(Trace trace, string name, Settings settings)
    {
        var header = Encoding.UTF8.GetBytes(name[Prefix.Length..]);
        return new Column<Call>(name, call => Cell.Of(ValueIn(trace, call, header, settings)))
        {
            Heading = WireText.Clean(name[Prefix.Length..].ToUpperInvariant()),
            Narrowest = Narrowest,
        };
    }

    private static string? ValueIn(Trace trace, Call call, byte[] name, Settings settings)
    {
        foreach (var index in trace.MessagesOf(call).Take(MostMessages))
        {
            if (!SipText.TryParse(trace.TextOf(trace.Messages[index]).Span, isCut: true, out var text)) continue;
            foreach (var header in text.Headers())
            {
                if (!header.Is(name)) continue;
                // A secret is known by the header that it stands in.
                var line = $"{Encoding.UTF8.GetString(header.Name)}: {SipText.Unfold(header.Value)}";
                return (settings.ShowsSecrets ? line : Secrets.Mask(line))[(header.Name.Length + 2)..];
            }
        }
        return null;
    }
}
