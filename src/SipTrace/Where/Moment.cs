using System.Globalization;
using SipTrace.Wire.Bytes;

namespace SipTrace.Where;

/// <summary>Reads the moments that users type.</summary>
internal static class Moment
{
    /// <summary>Reads ISO 8601: a date, with or without a time, a fraction and a zone; without a zone it is UTC.</summary>
    public static bool TryParse(string text, out Timestamp time)
    {
        time = default;
        if (text.Length < 8 || !char.IsAsciiDigit(text[0]) || text[4] != '-') return false;
        const DateTimeStyles AsUtc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, AsUtc, out var moment)) return false;
        var ticks = (moment - DateTime.UnixEpoch).Ticks;
        time = Timestamp.FromUnix(ticks / TimeSpan.TicksPerSecond, ticks % TimeSpan.TicksPerSecond * 100);
        return true;
    }
}
