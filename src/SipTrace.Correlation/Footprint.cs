namespace SipTrace.Correlation;

/// <summary>What things cost in memory, headers and alignment included: octets, reckoned and not measured.</summary>
internal static class Footprint
{
    /// <summary>An empty object.</summary>
    public const int Object = 16;

    /// <summary>An entry of a dictionary beyond its key and value, with the room that is free between two growths.</summary>
    public const int Entry = 24;

    /// <summary>An array beyond its elements, with the reference to it.</summary>
    public const int Array = 36;

    /// <summary>A text in memory.</summary>
    public static long Of(string? text) => text is null ? 0 : 24 + sizeof(char) * (long)text.Length;
}
