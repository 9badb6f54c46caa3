namespace SipTrace.Wire.Sip;

/// <summary>Splits the comma list of a header value (RFC 3261 §7.3.1). Commas in quotes and in &lt;&gt; do not split; empty members
/// are passed over.</summary>
/// <param name="value">The value of the field.</param>
public ref struct SipListReader(ReadOnlySpan<byte> value)
{
    private ReadOnlySpan<byte> rest = value;
    private bool hasStrayQuote;

    /// <summary>The member of the last <see cref="MoveNext"/>, without outer white space.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Itself, for <c>foreach</c>.</summary>
    public readonly SipListReader GetEnumerator() => this;

    /// <summary>Goes to the next member.</summary>
    public bool MoveNext()
    {
        while (!rest.IsEmpty)
        {
            var comma = CommaIn(rest);
            Current = SipOctets.Trim(comma < 0 ? rest : rest[..comma]);
            rest = comma < 0 ? default : rest[(comma + 1)..];
            if (!Current.IsEmpty) return true;
        }
        return false;
    }

    private int CommaIn(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var jump = text[i..].IndexOfAny((byte)',', (byte)'"', (byte)'<');
            if (jump < 0) return -1;
            i += jump;
            if (text[i] == ',') return i;
            if (text[i] == '"' && hasStrayQuote) continue;
            // What is not closed encloses nothing: one stray quote must not swallow the rest of the list.
            var close = text[i] == '"' ? SipOctets.ClosingQuote(text, i) : ClosingBracket(text, i);
            if (close > 0) i = close;
            else hasStrayQuote |= text[i] == '"';
        }
        return -1;
    }

    private static int ClosingBracket(ReadOnlySpan<byte> text, int open)
    {
        var length = text[(open + 1)..].IndexOfAny((byte)'<', (byte)'>');
        return length >= 0 && text[open + 1 + length] == '>' ? open + 1 + length : -1;
    }
}
