using System.Buffers.Binary;
using SipTrace.Capture.Files;
using SipTrace.Correlation;
using SipTrace.Tests.Capture.Files;
using SipTrace.Tests.Support;
using SipTrace.Wire;

namespace SipTrace.Tests.Correlation;

/// <summary>What most packets of a capture are must cost no allocation.</summary>
public class RtpAllocationTest
{
    private const int Frames = 100_000, Streams = 8, WarmUp = 4_000, Rounds = 5;

    [Fact]
    public void Reading_and_peeling_allocates_nothing()
    {
        using var folder = new TemporaryFolder();
        using var captures = CaptureSet.Open([folder.Write("rtp.pcap", Media())]);
        using var frames = captures.Read();
        long octets = 0;
        for (var i = 0; i < WarmUp; i++) octets += Next(frames);
        Assert.Equal(0, Least(() =>
        {
            for (var i = 0; i < Frames / Rounds; i++) octets += Next(frames);
        }));
        Assert.Equal(172L * (WarmUp + Frames), octets);
        Assert.False(frames.MoveNext());
    }

    [Fact]
    public void Correlating_allocates_nothing_once_the_streams_are_known()
    {
        using var folder = new TemporaryFolder();
        using var captures = CaptureSet.Open([folder.Write("rtp.pcap", Media())]);
        using var frames = captures.Read();
        var correlator = new Correlator(captures.Bytes);
        for (var i = 0; i < WarmUp && frames.MoveNext(); i++) correlator.Take(frames.Current);
        Assert.Equal(0, Least(() =>
        {
            for (var i = 0; i < Frames / Rounds && frames.MoveNext(); i++) correlator.Take(frames.Current);
        }));
        Assert.False(frames.MoveNext());
        correlator.Complete();
        Assert.Equal((Streams, WarmUp + Frames), (correlator.Trace.Statistics.RtpStreams, correlator.Trace.Statistics.RtpPackets));
    }

    // The runtime itself may allocate once, when it replaces code that has become hot; code that allocates does so in every round.
    private static long Least(Action round)
    {
        var least = long.MaxValue;
        for (var i = 0; i < Rounds; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    private static int Next(SipTrace.Capture.FrameSource frames)
    {
        Assert.True(frames.MoveNext());
        Assert.True(Layers.TryPeel(frames.Current, out var packet, out _));
        return packet.Payload.Length;
    }

    /// <summary>Streams of G.711 in step, a packet of each every 20 ms.</summary>
    private static byte[] Media()
    {
        var frame = UdpPacket.InEthernet("192.0.2.1:4000", "192.0.2.2:4000", [0x80, .. new byte[171]]);
        return Samples.Pcap(Enumerable.Range(0, WarmUp + Frames).Select(i =>
        {
            var (packet, stream) = (i / Streams, i % Streams);
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(34), (ushort)(4000 + 2 * stream));
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(44), (ushort)packet);
            BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(46), (uint)packet * 160);
            BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(50), (uint)(0x51900000 + stream));
            return (packet * 0.02 + stream * 0.0001, frame);
        }));
    }
}
