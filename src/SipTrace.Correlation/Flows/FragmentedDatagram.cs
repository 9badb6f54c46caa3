using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Flows;

/// <summary>What <see cref="FragmentTable"/> knows of one datagram, under way or complete.</summary>
internal struct FragmentedDatagram
{
    /// <summary>When its first fragment came.</summary>
    public Timestamp Start { get; init; }

    /// <summary>Tells it from a later datagram with the same identification.</summary>
    public int Serial { get; init; }

    /// <summary>Whether it was begun right after a datagram with the same identification was complete.</summary>
    public bool IsCopy { get; init; }

    /// <summary>The fragments while it is under way; null once it is complete.</summary>
    public FragmentSet? Set { get; set; }

    /// <summary>When it was complete.</summary>
    public Timestamp Completed { get; set; }

    /// <summary>Whether, when it was complete, a fragment had come that brought nothing new.</summary>
    public bool HadRepeats { get; set; }
}
