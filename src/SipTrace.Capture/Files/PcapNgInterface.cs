using System.Text;
using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Files;

/// <summary>An interface as its description block tells it: link type and clock.</summary>
internal sealed class PcapNgInterface
{
    private const int NameOption = 2, ResolutionOption = 9, FcsOption = 13, OffsetOption = 14;

    /// <summary>Stands for the interface before the first frame.</summary>
    public static readonly PcapNgInterface None = new(-1, new BlockContent(new byte[8], false));

    private readonly UInt128 unitsPerSecond = 1_000_000;
    private readonly long nanosecondsPerUnit = 1000;
    private readonly long offsetSeconds;
    private readonly ulong plainUpTo;

    public PcapNgInterface(int index, BlockContent description)
    {
        Index = index;
        LinkType = (LinkType)description.UInt16(0);
        SnapLength = description.UInt32(4);
        var options = description.Options(8);
        while (options.MoveNext())
        {
            var value = options.Value;
            switch (options.Code)
            {
                case NameOption:
                    Name = Encoding.UTF8.GetString(value.Bytes.TrimEnd((byte)0)) is { Length: > 0 } name ? name : null;
                    break;
                case ResolutionOption when value.Length > 0:
                    unitsPerSecond = UnitsPerSecond(value.Bytes[0]);
                    var (whole, rest) = UInt128.DivRem(Timestamp.NanosecondsPerSecond, unitsPerSecond);
                    nanosecondsPerUnit = rest == 0 ? (long)whole : 0;
                    break;
                case FcsOption when value.Length > 0:
                    // Octets, as programs write it; an older draft counted bits.
                    FcsLength = value.Bytes[0] >= 16 ? value.Bytes[0] / 8 : value.Bytes[0];
                    break;
                case OffsetOption when value.Length == 8:
                    offsetSeconds = (long)value.UInt64(0);
                    break;
            }
        }
        if (nanosecondsPerUnit > 0 && offsetSeconds == 0) plainUpTo = (ulong)(long.MaxValue / nanosecondsPerUnit);
    }

    public int Index { get; }

    public LinkType LinkType { get; }

    public uint SnapLength { get; }

    public int FcsLength { get; }

    public string? Name { get; }

    /// <summary>Index of its capture point; negative before its first frame.</summary>
    public int Point { get; set; } = -1;

    /// <summary>Frames lost there, by the last statistics.</summary>
    public long Drops { get; set; }

    public bool IsFinerThanMicroseconds => nanosecondsPerUnit is not (>= 1000);

    /// <summary>A time of this interface as nanoseconds since the epoch; clamped where it does not fit.</summary>
    public long Nanoseconds(ulong units)
    {
        if (units <= plainUpTo) return (long)units * nanosecondsPerUnit;
        var seconds = (long)(units / unitsPerSecond);
        var rest = units % unitsPerSecond * (ulong)Timestamp.NanosecondsPerSecond / unitsPerSecond;
        return Timestamp.FromUnix(long.CreateSaturating((Int128)seconds + offsetSeconds), (long)rest).Nanoseconds;
    }

    /// <summary>if_tsresol: the negative power of 10, or of 2 where the highest bit is set.</summary>
    private static UInt128 UnitsPerSecond(byte resolution)
    {
        if ((resolution & 0x80) != 0) return UInt128.One << Math.Min(resolution & 0x7f, 90);
        UInt128 units = 1;
        for (var power = 0; power < Math.Min((int)resolution, 27); power++) units *= 10;
        return units;
    }
}
