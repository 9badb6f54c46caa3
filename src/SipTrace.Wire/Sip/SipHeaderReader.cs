namespace SipTrace.Wire.Sip;

/// <summary>Walks the header fields of a message in their order, each with its continuation lines, up to the empty line.</summary>
public ref struct SipHeaderReader
{
    private readonly ReadOnlySpan<byte> bytes;
    private int next, start, firstEnd, end, line, nextLine;

    internal SipHeaderReader(ReadOnlySpan<byte> bytes, int firstHeader, int firstLine = 2)
    {
        this.bytes = bytes;
        next = firstHeader;
        nextLine = firstLine;
    }

    /// <summary>Offset behind what has been walked; at the end, behind the empty line.</summary>
    internal readonly int Position => next;

    /// <summary>Whether the walk ended at the empty line that ends a header.</summary>
    internal bool IsComplete { get; private set; }

    /// <summary>The field of the last <see cref="MoveNext"/>.</summary>
    public readonly SipHeader Current
    {
        get
        {
            var colon = bytes[start..firstEnd].IndexOf((byte)':');
            var name = colon < 0 ? default : Extent.Trimmed(bytes, start, start + colon);
            return new SipHeader(bytes, name, Extent.Trimmed(bytes, start + colon + 1, end), start, end - start, line);
        }
    }

    /// <summary>Whether the name of the field may be the compact form of a full name, or that name in any case: false is certain.</summary>
    internal readonly bool MayBe(ReadOnlySpan<byte> fullName) => firstEnd - start < 2 || (bytes[start] | 0x20) == (fullName[0] | 0x20)
        || !SipOctets.IsToken(bytes[start]) || !SipOctets.IsToken(bytes[start + 1]);

    /// <summary>Itself, for <c>foreach</c>.</summary>
    public readonly SipHeaderReader GetEnumerator() => this;

    /// <summary>Goes to the next field; false at the end of the header.</summary>
    public bool MoveNext()
    {
        if (IsComplete || next >= bytes.Length) return false;
        start = next;
        line = nextLine++;
        end = firstEnd = SipOctets.LineEnd(bytes, start, out next);
        if (end == start)
        {
            IsComplete = true;
            return false;
        }
        while (next < bytes.Length && SipOctets.IsBlank(bytes[next]))
        {
            end = SipOctets.LineEnd(bytes, next, out next);
            nextLine++;
        }
        return true;
    }
}
