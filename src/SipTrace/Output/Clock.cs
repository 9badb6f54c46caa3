using System.Globalization;
using SipTrace.Wire.Bytes;

namespace SipTrace.Output;

/// <summary>Writes moments for people: in one time zone, without the noise of a machine format.</summary>
/// <param name="Zone">The zone; UTC in pipes and files unless asked otherwise.</param>
internal sealed record Clock(TimeZoneInfo Zone)
{
    /// <summary><c>2026-08-07 10:15:00.123456</c>.</summary>
    public string DateAndTime(Timestamp time) => Local(time).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    /// <summary><c>10:15:00.123456</c>.</summary>
    public string TimeOfDay(Timestamp time) => Local(time).ToString("HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    /// <summary><c>UTC</c>, or the offset that holds at this moment: <c>+02:00</c>.</summary>
    public string ZoneAt(Timestamp time)
    {
        var offset = Zone.GetUtcOffset(time.ToUtc());
        return offset == TimeSpan.Zero ? "UTC" : (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hh\\:mm", CultureInfo.InvariantCulture);
    }

    private DateTime Local(Timestamp time) => TimeZoneInfo.ConvertTimeFromUtc(time.ToUtc(), Zone);
}
