namespace SipTrace.Capture.Files;

/// <summary>Goes through the options of a pcapng block, or through any list of its shape: code, length, value padded to 4 octets.</summary>
internal ref struct BlockOptions(BlockContent list)
{
    private readonly BlockContent list = list;
    private int next;

    /// <summary>The option's code; 0, which ends the list, is never shown.</summary>
    public ushort Code { get; private set; }

    /// <summary>The option's value.</summary>
    public BlockContent Value { get; private set; }

    /// <summary>Goes to the next option; false at the end of the list, or where an option is longer than what is left.</summary>
    public bool MoveNext()
    {
        if (list.Length - next < 4) return false;
        Code = list.UInt16(next);
        int length = list.UInt16(next + 2);
        if (Code == 0 || length > list.Length - next - 4) return false;
        Value = list.Slice(next + 4, length);
        next = Math.Min(next + 4 + ((length + 3) & ~3), list.Length);
        return true;
    }
}
