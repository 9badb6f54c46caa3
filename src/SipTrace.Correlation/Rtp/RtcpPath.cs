using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Rtp;

/// <summary>RTCP from one socket to another at one capture point.</summary>
public sealed class RtcpPath
{
    private (uint Ssrc, RtcpReports? Reports) lastOwn, lastOther;

    internal RtcpPath(in RtpStreamKey key, Timestamp time, int file, int frame)
    {
        Key = key;
        FirstTime = LastTime = time;
        File = file;
        FirstFrame = frame;
    }

    /// <summary>Where it was captured and between whom; the SSRC is 0.</summary>
    public RtpStreamKey Key { get; }

    /// <summary>Index of the input of its first datagram.</summary>
    public int File { get; }

    /// <summary>Frame of its first datagram.</summary>
    public int FirstFrame { get; }

    /// <summary>When its first datagram was seen.</summary>
    public Timestamp FirstTime { get; }

    /// <summary>When its last datagram was seen.</summary>
    public Timestamp LastTime { get; internal set; }

    /// <summary>Datagrams.</summary>
    public int Datagrams { get; internal set; }

    /// <summary>Datagrams with a report block.</summary>
    public int WithReports { get; internal set; }

    /// <summary>Report blocks that say that all of an interval was lost.</summary>
    public int SayingAllLost { get; internal set; }

    /// <summary>The source of its sender's own that it told of last, or the one of the other side that it reported about last: mostly the same again.</summary>
    internal ref (uint Ssrc, RtcpReports? Reports) LastOf(bool isOwn) => ref isOwn ? ref lastOwn : ref lastOther;

    /// <summary>Whether it is SRTCP.</summary>
    public bool IsEncrypted { get; internal set; }
}
