using System.Runtime.CompilerServices;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Rtp;
using SipTrace.Wire.Stun;

namespace SipTrace.Correlation;

/// <summary>The counts that every frame or payload raises, in plain arrays; written into the <see cref="Statistics"/> at the end.</summary>
internal sealed class FrameCounts
{
    private readonly long[] linkTypes = new long[ushort.MaxValue + 1];
    private readonly long[] oddities = new long[Enum.GetValues<Oddity>().Length];
    private readonly long[] stun = new long[4 << 12];       // method of 12 bits, class of 2
    private readonly long[] quotedStun = new long[4 << 12];
    private readonly long[] rtcp = new long[byte.MaxValue + 1];
    private long packets, bytes, truncated;
    private Timestamp first = new(long.MaxValue), last = new(long.MinValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(in Frame frame)
    {
        packets++;
        bytes += frame.Bytes.Length;
        if (frame.Bytes.Length < frame.OriginalLength) truncated++;
        linkTypes[(ushort)frame.LinkType]++;
        if (frame.Time < first) first = frame.Time;
        if (frame.Time > last) last = frame.Time;
    }

    public void Count(Oddity oddity) => oddities[(int)oddity]++;

    public void Count(in StunMessage message) => stun[TypeOf(message)]++;

    /// <summary>Counts a message that an ICMP error quotes.</summary>
    public void CountQuoted(in StunMessage message) => quotedStun[TypeOf(message)]++;

    public void Count(RtcpPacketType type) => rtcp[(int)type]++;

    /// <summary>Adds the frames that another counted.</summary>
    public void Add(FrameCounts other)
    {
        packets += other.packets;
        bytes += other.bytes;
        truncated += other.truncated;
        for (var type = 0; type < linkTypes.Length; type++) linkTypes[type] += other.linkTypes[type];
        if (other.first < first) first = other.first;
        if (other.last > last) last = other.last;
    }

    public void Write(Statistics statistics)
    {
        statistics.Packets = packets;
        statistics.Bytes = bytes;
        statistics.TruncatedPackets = truncated;
        if (packets > 0) (statistics.First, statistics.Last) = (first, last);
        for (var type = 0; type < linkTypes.Length; type++)
        {
            if (linkTypes[type] > 0) statistics.LinkTypes[(LinkType)type] = linkTypes[type];
        }
        for (var kind = 1; kind < oddities.Length; kind++)
        {
            if (oddities[kind] > 0) statistics.Oddities[(Oddity)kind] = oddities[kind];
        }
        for (var type = 0; type < stun.Length; type++)
        {
            if ((stun[type] | quotedStun[type]) == 0) continue;
            var name = StunNames.Of((StunMethod)(type >> 2), (StunClass)(type & 3));
            if (stun[type] > 0) statistics.Stun[name] = stun[type];
            if (quotedStun[type] > 0) statistics.Stun["icmp_quoted_" + name] = quotedStun[type];
        }
        for (var type = 0; type < rtcp.Length; type++)
        {
            if (rtcp[type] > 0) statistics.Rtcp[NameOf((RtcpPacketType)type)] = rtcp[type];
        }
    }

    private static int TypeOf(in StunMessage message) => ((int)message.Method & 0xfff) << 2 | (int)message.Class;

    private static string NameOf(RtcpPacketType type) => type switch
    {
        RtcpPacketType.SenderReport => "sr",
        RtcpPacketType.ReceiverReport => "rr",
        RtcpPacketType.SourceDescription => "sdes",
        RtcpPacketType.Bye => "bye",
        RtcpPacketType.Application => "app",
        RtcpPacketType.TransportFeedback => "rtpfb",
        RtcpPacketType.PayloadFeedback => "psfb",
        RtcpPacketType.ExtendedReport => "xr",
        _ => $"type_{(int)type}",
    };
}
