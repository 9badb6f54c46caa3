using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Media;

/// <summary>T.38 over UDPTL from one socket to another at one capture point.</summary>
public sealed class FaxStream
{
    private ushort highest;
    private int first, wraps;

    internal FaxStream(int point, Endpoint source, Endpoint destination, in MediaClaim claim, bool isOfReceiver, Timestamp time, int file, int frame)
    {
        (Point, Source, Destination, FirstTime, LastTime, File, FirstFrame) = (point, source, destination, time, time, file, frame);
        Claim = claim;
        IsOfReceiver = isOfReceiver;
    }

    /// <summary>Index of the capture point.</summary>
    public int Point { get; }

    /// <summary>The sender.</summary>
    public Endpoint Source { get; }

    /// <summary>The receiver.</summary>
    public Endpoint Destination { get; }

    /// <summary>The m=image line that announced it.</summary>
    public MediaClaim Claim { get; }

    /// <summary>Whether that line is the receiver's; else the sender's.</summary>
    public bool IsOfReceiver { get; }

    /// <summary>When its first packet came.</summary>
    public Timestamp FirstTime { get; }

    /// <summary>When its last packet came.</summary>
    public Timestamp LastTime { get; private set; }

    /// <summary>Index of the input of its first packet.</summary>
    public int File { get; }

    /// <summary>Frame of its first packet.</summary>
    public int FirstFrame { get; }

    /// <summary>Packets captured.</summary>
    public int Packets { get; private set; }

    /// <summary>Sequence numbers from 0, or the first seen, to the highest; each packet also repeats earlier ones, so that a hole need not be a loss.</summary>
    public int Expected { get; private set; }

    internal void Take(Timestamp time, ushort number)
    {
        LastTime = time;
        if (Packets++ == 0)
        {
            (highest, first) = (number, number);
            Expected = 1;
            return;
        }
        var ahead = (ushort)(number - highest);
        if (ahead is 0 or >= 0x8000) return;
        if (number < highest) wraps++;
        highest = number;
        Expected = (wraps << 16) + highest - first + 1;
    }
}
