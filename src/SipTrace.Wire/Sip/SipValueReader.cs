namespace SipTrace.Wire.Sip;

/// <summary>Walks the values of all fields of one name, in their order: whole fields, or each member of their comma lists.</summary>
public ref struct SipValueReader
{
    private readonly ReadOnlySpan<byte> fullName;
    private readonly bool splits;
    private SipHeaderReader headers;
    private SipListReader list;

    internal SipValueReader(SipHeaderReader headers, ReadOnlySpan<byte> fullName, bool splits)
    {
        this.headers = headers;
        this.fullName = fullName;
        this.splits = splits;
    }

    /// <summary>The value of the last <see cref="MoveNext"/>, without outer white space.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Itself, for <c>foreach</c>.</summary>
    public readonly SipValueReader GetEnumerator() => this;

    /// <summary>Goes to the next value.</summary>
    public bool MoveNext()
    {
        if (splits && list.MoveNext())
        {
            Current = list.Current;
            return true;
        }
        while (headers.MoveNext())
        {
            if (!headers.MayBe(fullName)) continue;
            var header = headers.Current;
            if (!header.Is(fullName)) continue;
            Current = header.Value;
            if (!splits) return true;
            list = new SipListReader(header.Value);
            if (!list.MoveNext()) continue;
            Current = list.Current;
            return true;
        }
        return false;
    }
}
