using SipTrace.Wire.Bytes;
using SipTrace.Wire.Rtp;

namespace SipTrace.Correlation.Rtp;

/// <summary>What RTCP said about one source between two hosts: its own sender reports, and what the other host reported about it.</summary>
public sealed class RtcpReports
{
    private Timestamp lastSender, senderBefore;
    private uint lastSenderMiddle, senderMiddleBefore;
    private double tripSumMs;

    internal RtcpReports(Timestamp time) => FirstTime = LastTime = time;

    /// <summary>When the first packet was seen.</summary>
    public Timestamp FirstTime { get; }

    /// <summary>When the last packet was seen.</summary>
    public Timestamp LastTime { get; private set; }

    /// <summary>Its sender reports.</summary>
    public int SenderReports { get; private set; }

    /// <summary>RTP packets sent, as its last sender report says; null where none was seen in clear.</summary>
    public uint? SentPackets { get; private set; }

    /// <summary>Report blocks about it.</summary>
    public int ReceiverReports { get; private set; }

    /// <summary>Packets lost in all, as the last report block says; null where none was seen.</summary>
    public int? ReportedLost { get; private set; }

    /// <summary>The highest loss of one interval, in percent.</summary>
    public double MaxLossPercent { get; private set; }

    /// <summary>The jitter that the last report block tells, in units of the stream's timestamp; null where none was seen.</summary>
    public uint? ReportedJitter { get; private set; }

    /// <summary>From the capture point to the receiver and back, the mean of all reports that tell; null where none does.</summary>
    public double? TripMs => Trips == 0 ? null : tripSumMs / Trips;

    /// <summary>Reports that told the way to the receiver and back.</summary>
    public int Trips { get; private set; }

    /// <summary>When it said goodbye; null where it did not.</summary>
    public Timestamp? Left { get; private set; }

    /// <summary>Its canonical name (SDES CNAME); null where none was seen.</summary>
    public string? CanonicalName { get; private set; }

    /// <summary>What the receiver measured of it (XR VoIP metrics); null where none was seen.</summary>
    public RtcpVoipMetrics? VoipMetrics { get; private set; }

    /// <summary>Whether it was SRTCP, which hides all but who reports.</summary>
    public bool IsEncrypted { get; private set; }

    internal void TakeEncrypted() => IsEncrypted = true;

    internal void TakeSender(Timestamp time, in RtcpPacket packet)
    {
        LastTime = time;
        SenderReports++;
        if (!packet.TryGetSenderInfo(out var sent)) return;
        SentPackets = sent.Packets;
        (senderBefore, senderMiddleBefore) = (lastSender, lastSenderMiddle);
        (lastSender, lastSenderMiddle) = (time, sent.MiddleOfNtpTime);
    }

    internal void TakeReport(Timestamp time, in RtcpReportBlock report)
    {
        LastTime = time;
        ReceiverReports++;
        ReportedLost = report.CumulativeLost;
        ReportedJitter = report.Jitter;
        MaxLossPercent = Math.Max(MaxLossPercent, report.FractionLost * 100.0 / 256);
        if (report.LastSenderReport == 0) return;
        // The report that this one answers passed here, and so did the answer: what is left is the way from here and back.
        var sent = report.LastSenderReport == lastSenderMiddle ? lastSender : report.LastSenderReport == senderMiddleBefore ? senderBefore : default;
        if (sent == default) return;
        var ms = (time - sent).TotalMilliseconds - report.DelaySinceLastSenderReport / 65.536;
        if (ms is < -1 or > 60_000) return;
        tripSumMs += Math.Max(0, ms);
        Trips++;
    }

    internal void TakeMetrics(in RtcpVoipMetrics metrics) => VoipMetrics = metrics;

    internal void TakeName(string name) => CanonicalName = name;

    internal void TakeGoodbye(Timestamp time)
    {
        LastTime = time;
        Left = time;
    }
}
