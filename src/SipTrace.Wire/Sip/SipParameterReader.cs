namespace SipTrace.Wire.Sip;

/// <summary>Walks parameters separated by semicolons; empty ones are passed over.</summary>
public ref struct SipParameterReader
{
    private ReadOnlySpan<byte> rest;

    internal SipParameterReader(ReadOnlySpan<byte> text) => rest = text;

    /// <summary>The parameter of the last <see cref="MoveNext"/>.</summary>
    public SipParameter Current { get; private set; }

    /// <summary>Goes to the next parameter.</summary>
    public bool MoveNext()
    {
        while (!rest.IsEmpty)
        {
            var end = End(rest);
            var text = SipOctets.Trim(rest[..end]);
            rest = end < rest.Length ? rest[(end + 1)..] : default;
            if (text.IsEmpty) continue;
            var equals = text.IndexOf((byte)'=');
            Current = equals < 0
                ? new SipParameter(text, default)
                : new SipParameter(SipOctets.TrimEnd(text[..equals]), SipOctets.TrimStart(text[(equals + 1)..]));
            return true;
        }
        return false;
    }

    private static int End(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny((byte)';', (byte)'"');
        if (end < 0) return text.Length;
        if (text[end] == ';') return end;
        // A quote that is not closed encloses nothing.
        var close = SipOctets.ClosingQuote(text, end);
        var from = close < 0 ? end : close;
        var semicolon = text[from..].IndexOf((byte)';');
        return semicolon < 0 ? text.Length : from + semicolon;
    }
}
