using System.Globalization;

namespace SipTrace.Wire.Sdp;

/// <summary>Numbers of session descriptions: digits only.</summary>
internal static class SdpNumber
{
    public static bool TryParse(ReadOnlySpan<char> text, int max, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= max;

    public static bool TryParse(ReadOnlySpan<byte> text, int max, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= max;
}
