using System.Globalization;
using System.Text;

namespace SipTrace.Wire.Bytes;

/// <summary>A moment, in nanoseconds since 1970-01-01T00:00:00Z. Covers the years 1677 to 2262.</summary>
/// <param name="Nanoseconds">Nanoseconds since the Unix epoch; negative before it.</param>
public readonly record struct Timestamp(long Nanoseconds) : IComparable<Timestamp>
{
    /// <summary>Nanoseconds in one second.</summary>
    public const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>The moment so many whole seconds and nanoseconds after the epoch; what does not fit is clamped.</summary>
    public static Timestamp FromUnix(long seconds, long nanoseconds)
    {
        var total = (Int128)seconds * NanosecondsPerSecond + nanoseconds;
        return new Timestamp((long)Int128.Clamp(total, long.MinValue, long.MaxValue));
    }

    /// <summary>The time from <paramref name="earlier"/> to <paramref name="later"/>, to 100 ns.</summary>
    public static TimeSpan operator -(Timestamp later, Timestamp earlier) => new((later.Nanoseconds - earlier.Nanoseconds) / 100);

    /// <summary>This moment moved by a span of time.</summary>
    public static Timestamp operator +(Timestamp time, TimeSpan span) => new(time.Nanoseconds + span.Ticks * 100);

    /// <summary>This moment moved back by a span of time.</summary>
    public static Timestamp operator -(Timestamp time, TimeSpan span) => new(time.Nanoseconds - span.Ticks * 100);

    /// <summary>Whether the left moment is before the right one.</summary>
    public static bool operator <(Timestamp left, Timestamp right) => left.Nanoseconds < right.Nanoseconds;

    /// <summary>Whether the left moment is after the right one.</summary>
    public static bool operator >(Timestamp left, Timestamp right) => left.Nanoseconds > right.Nanoseconds;

    /// <summary>Whether the left moment is not after the right one.</summary>
    public static bool operator <=(Timestamp left, Timestamp right) => left.Nanoseconds <= right.Nanoseconds;

    /// <summary>Whether the left moment is not before the right one.</summary>
    public static bool operator >=(Timestamp left, Timestamp right) => left.Nanoseconds >= right.Nanoseconds;

    /// <inheritdoc/>
    public int CompareTo(Timestamp other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>The same moment as a <see cref="DateTime"/> in UTC, cut to 100 ns.</summary>
    public DateTime ToUtc() => DateTime.UnixEpoch.AddTicks(Math.DivRem(Nanoseconds, 100, out var rest) - (rest < 0 ? 1 : 0));

    /// <summary>Longest text that <see cref="Format"/> writes.</summary>
    public const int MaxLength = 30;

    /// <summary>Writes RFC 3339 in UTC, and gives its length: six fraction digits, nine where the moment is finer than a microsecond.</summary>
    /// <param name="utf8">At least <see cref="MaxLength"/> octets.</param>
    public int Format(Span<byte> utf8)
    {
        var seconds = Math.DivRem(Nanoseconds, NanosecondsPerSecond, out var fraction);
        if (fraction < 0) (seconds, fraction) = (seconds - 1, fraction + NanosecondsPerSecond);
        DateTime.UnixEpoch.AddSeconds(seconds).TryFormat(utf8, out _, "s", CultureInfo.InvariantCulture);
        var digits = fraction % 1000 == 0 ? 6 : 9;
        if (digits == 6) fraction /= 1000;
        utf8[19] = (byte)'.';
        for (var i = 19 + digits; i > 19; i--)
        {
            utf8[i] = (byte)('0' + fraction % 10);
            fraction /= 10;
        }
        utf8[20 + digits] = (byte)'Z';
        return 21 + digits;
    }

    /// <summary>The text of <see cref="Format"/>.</summary>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(text[..Format(text)]);
    }
}
