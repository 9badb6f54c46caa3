namespace SipTrace.Wire.Rtp;

/// <summary>One item of a source description: <c>type u8 | length u8 | text</c>.</summary>
public readonly ref struct SdesItem
{
    internal SdesItem(uint ssrc, SdesItemType type, ReadOnlySpan<byte> text)
    {
        Ssrc = ssrc;
        Type = type;
        Text = text;
    }

    /// <summary>The source it describes.</summary>
    public uint Ssrc { get; }

    /// <summary>What it says.</summary>
    public SdesItemType Type { get; }

    /// <summary>The text, UTF-8 if the sender keeps to the rules.</summary>
    public ReadOnlySpan<byte> Text { get; }
}
