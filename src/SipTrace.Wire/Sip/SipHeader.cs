namespace SipTrace.Wire.Sip;

/// <summary>One header field as written, its continuation lines included. Lives as long as the message's bytes.</summary>
public readonly ref struct SipHeader
{
    private readonly ReadOnlySpan<byte> bytes;

    internal SipHeader(ReadOnlySpan<byte> bytes, Extent name, Extent value, int start, int length, int line)
    {
        this.bytes = bytes;
        NameExtent = name;
        ValueExtent = value;
        Start = start;
        Length = length;
        LineNumber = line;
    }

    /// <summary>The name as written, perhaps compact; empty for a line without a colon.</summary>
    public ReadOnlySpan<byte> Name => NameExtent.Of(bytes);

    /// <summary>The value without outer white space; folds are still in it (see <see cref="SipText.Unfold"/>). For a line without a
    /// colon: the line.</summary>
    public ReadOnlySpan<byte> Value => ValueExtent.Of(bytes);

    /// <summary>Offset of the first octet of the field in the message.</summary>
    public int Start { get; }

    /// <summary>Octets of all lines of the field, without the last line end.</summary>
    public int Length { get; }

    /// <summary>1-based number, in the message, of the field's first line; the start line has number 1 unless empty lines precede
    /// it.</summary>
    public int LineNumber { get; }

    internal Extent NameExtent { get; }

    internal Extent ValueExtent { get; }

    /// <summary>Whether the name, perhaps compact and in any case, is that of the field with this full name.</summary>
    public bool Is(ReadOnlySpan<byte> fullName) => SipHeaderName.Is(Name, fullName);
}
