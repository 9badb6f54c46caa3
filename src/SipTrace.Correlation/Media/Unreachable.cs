using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;

namespace SipTrace.Correlation.Media;

/// <summary>What ICMP says about packets from one socket to another at one capture point: they cannot be delivered.</summary>
public sealed class Unreachable
{
    internal Unreachable(int point, in IcmpError error, Endpoint by, Timestamp time, int file, int frame)
    {
        (Point, Source, Destination, By) = (point, error.Source, error.Destination, by);
        Reason = IcmpError.ReasonOf(error.IsV6, error.Code);
        FirstTime = LastTime = time;
        (File, FirstFrame) = (file, frame);
    }

    /// <summary>Index of the capture point.</summary>
    public int Point { get; }

    /// <summary>Who sent the packets.</summary>
    public Endpoint Source { get; }

    /// <summary>Where they were to go.</summary>
    public Endpoint Destination { get; }

    /// <summary>Who says so; port 0.</summary>
    public Endpoint By { get; }

    /// <summary>Why, as the first one says: <c>port-unreachable</c>, <c>net-unreachable</c>, ...</summary>
    public string Reason { get; }

    /// <summary>When the first was seen.</summary>
    public Timestamp FirstTime { get; }

    /// <summary>When the last was seen.</summary>
    public Timestamp LastTime { get; internal set; }

    /// <summary>Index of the input of the first.</summary>
    public int File { get; }

    /// <summary>Frame of the first.</summary>
    public int FirstFrame { get; }

    /// <summary>How many.</summary>
    public int Count { get; internal set; }

    /// <summary>How many of them quote what looks like RTP.</summary>
    public int QuotingRtp { get; internal set; }
}
