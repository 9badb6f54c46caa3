using SipTrace.Wire.Rtp;

namespace SipTrace.Correlation.Media;

/// <summary>What the payload types of one m= line stand for. Shared by all bodies that say the same.</summary>
public sealed class PayloadMap
{
    /// <summary>Octets of memory that one takes without its formats.</summary>
    internal const int Size = 1200;

    private readonly PayloadFormat?[] formats = new PayloadFormat?[128];

    /// <summary>The payload types in the order of the m= line.</summary>
    public IReadOnlyList<int> PayloadTypes { get; internal set; } = [];

    /// <summary>What a payload type stands for; null where the m= line does not list it, or nothing says.</summary>
    public PayloadFormat? this[int payloadType]
    {
        get => formats[payloadType & 127];
        internal set => formats[payloadType & 127] = value;
    }

    /// <summary>Whether one of the payload types stands for a format of that name and clock.</summary>
    public bool Has(PayloadFormat format)
    {
        for (var i = 0; i < PayloadTypes.Count; i++)
        {
            if (this[PayloadTypes[i]] is { } mine && mine.ClockRateHz == format.ClockRateHz && mine.Name.Equals(format.Name, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }
}
