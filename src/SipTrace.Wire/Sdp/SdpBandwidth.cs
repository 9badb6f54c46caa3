using System.Globalization;

namespace SipTrace.Wire.Sdp;

/// <summary>A b= line (RFC 8866 §5.8).</summary>
/// <param name="Line">The line.</param>
/// <param name="Type">CT, AS (kilobit/s), TIAS, RS, RR (bit/s) or an extension.</param>
/// <param name="Value">The number, in the unit of its type.</param>
public sealed record SdpBandwidth(SdpLine Line, string Type, long Value)
{
    internal static bool TryParse(SdpLine line, out SdpBandwidth bandwidth)
    {
        bandwidth = default!;
        var parts = line.Text.Split(':', 2, StringSplitOptions.TrimEntries);
        if (parts.Length < 2 || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return false;
        bandwidth = new SdpBandwidth(line, parts[0], value);
        return true;
    }
}
