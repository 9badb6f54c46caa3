namespace SipTrace.Wire.Sip;

/// <summary>A stretch of a message.</summary>
internal readonly record struct Extent(int Start, int Length)
{
    /// <summary>The stretch from <paramref name="start"/> to <paramref name="end"/> without the white space round it.</summary>
    public static Extent Trimmed(ReadOnlySpan<byte> bytes, int start, int end)
    {
        while (start < end && SipOctets.IsWhite(bytes[start])) start++;
        while (end > start && SipOctets.IsWhite(bytes[end - 1])) end--;
        return new Extent(start, Math.Max(0, end - start));
    }

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> bytes) => bytes.Slice(Start, Length);
}
