using System.Collections.Concurrent;
using System.Text.Json;
using SipTrace.Capture.Files;
using SipTrace.Correlation;
using SipTrace.Correlation.Chunks;
using SipTrace.Correlation.Rtp;
using SipTrace.Tests.Capture.Files;
using SipTrace.Tests.Support;
using SipTrace.Wire.Bytes;

namespace SipTrace.Tests.Correlation.Chunks;

/// <summary>What is learned from frames that were sorted into chunks is what is learned from each frame.</summary>
public class FrameChunkTest
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(300)]
    public void Chunks_tell_what_single_frames_tell(int framesPerChunk)
    {
        using var folder = new TemporaryFolder();
        var hidden = 0;
        foreach (var (name, bytes) in Samples.Files())
        {
            using var captures = CaptureSet.Open([folder.Write(Path.GetFileName(name), bytes)]);
            var (single, sorted) = (new Correlator(captures.Bytes), new Correlator(captures.Bytes));
            TakeFrames(captures, single);
            TakeChunks(captures, sorted, framesPerChunk);
            hidden += sorted.Trace.Rtp.Streams.Count(stream => stream.Key.Relay > 0);
            Assert.Equal((name, string.Join('\n', Facts(single.Trace))), (name, string.Join('\n', Facts(sorted.Trace))));
        }
        Assert.True(hidden > 0, "no sample holds RTP that only the Correlator finds");
    }

    // Four streams take turns in one slot; another is forgotten while it rests, and its slot is still its own when it goes on.
    [Fact]
    public void Streams_of_one_slot_are_told_apart()
    {
        var sources = Enumerable.Range(0, int.MaxValue).Select(i => (uint)i).Where(ssrc => SlotOf(ssrc) == SlotOf(0)).Take(4).ToArray();
        var packets = Enumerable.Range(0, 40).SelectMany(i => sources.Select(ssrc => (At: i * 0.02, Ssrc: ssrc, Number: i)))
            .Append((At: 0.9, Ssrc: 1u, Number: 0)).Append((At: 0.92, Ssrc: 1u, Number: 1))
            .Concat(Enumerable.Range(2, 40).Select(i => (At: 200 + i * 0.02, Ssrc: 1u, Number: i)));
        var frames = packets.Select(packet => (packet.At, UdpPacket.InEthernet("192.0.2.1:4000", "192.0.2.2:4000", [0x80, 0, 0, (byte)packet.Number,
            .. CallTextWire.Octets((uint)packet.Number * 160), .. CallTextWire.Octets(packet.Ssrc), .. new byte[160]])));
        using var folder = new TemporaryFolder();
        using var captures = CaptureSet.Open([folder.Write("slot.pcap", Samples.Pcap(frames))]);
        var (single, sorted) = (new Correlator(captures.Bytes), new Correlator(captures.Bytes));
        TakeFrames(captures, single);
        TakeChunks(captures, sorted, 11);
        Assert.Equal([.. sources.Order().Select(ssrc => (ssrc, 40)), (1u, 40)],
            sorted.Trace.Rtp.Streams.Select(stream => (stream.Key.Ssrc, stream.Packets)).OrderBy(stream => stream.Ssrc == 1).ThenBy(stream => stream.Ssrc));
        Assert.Equal(Facts(single.Trace), Facts(sorted.Trace));
    }

    [Fact]
    public void A_chunk_ends_by_itself()
    {
        using var folder = new TemporaryFolder();
        var frame = UdpPacket.InEthernet("192.0.2.1:4000", "192.0.2.2:4000", new byte[1000]);
        using var captures = CaptureSet.Open([folder.Write("long.pcap", Samples.Pcap(Enumerable.Range(0, 20_000).Select(i => (i * 0.001, frame))))]);
        using var frames = captures.Read();
        var (sorter, chunk, taken) = (new Correlator(captures.Bytes).Sort(), new FrameChunk(), 0);
        for (; !chunk.IsFull && frames.MoveNext(); taken++) sorter.Take(frames.Current, chunk);
        Assert.InRange(taken, 100, 2_000);
        Assert.Equal(taken, chunk.Frames);
    }

    private static int SlotOf(uint ssrc) => new RtpStreamKey(0, 0, EndpointOf(1), EndpointOf(2), ssrc).GetHashCode() & (RtpIntake.ManySlots - 1);

    private static Endpoint EndpointOf(byte host) => Endpoint.From([192, 0, 2, host], 4000);

    private static void TakeFrames(CaptureSet captures, Correlator correlator)
    {
        using var frames = captures.Read();
        while (frames.MoveNext()) correlator.Take(frames.Current);
        correlator.Complete();
    }

    // Three chunks, each used again when it is free, while others are still counted.
    private static void TakeChunks(CaptureSet captures, Correlator correlator, int framesPerChunk)
    {
        var sorter = correlator.Sort();
        using var free = new BlockingCollection<FrameChunk>();
        for (var i = 0; i < 3; i++) free.Add(new FrameChunk(free.Add), TestContext.Current.CancellationToken);
        using var frames = captures.Read();
        while (true)
        {
            var chunk = free.Take(TestContext.Current.CancellationToken);
            chunk.Clear();
            while (chunk.Frames < framesPerChunk && frames.MoveNext()) sorter.Take(frames.Current, chunk);
            if (chunk.Frames == 0) break;
            correlator.Take(chunk);
        }
        // All of them come back.
        for (var i = 1; i < 3; i++) free.Take(TestContext.Current.CancellationToken);
        correlator.Complete();
    }

    private static IEnumerable<string> Facts(Trace trace)
    {
        yield return JsonSerializer.Serialize(trace.Statistics);
        foreach (var point in trace.Windows.Points) yield return $"{point}: {trace.Windows[point]}";
        for (var i = 0; i < trace.Messages.Count; i++)
            yield return $"{trace.Messages[i].Time.Nanoseconds} {trace.Messages[i].Frame} {trace.Messages[i].Flags} {trace.Messages[i].Original}";
        for (var i = 0; i < trace.Stun.Transactions.Count; i++)
            yield return $"{trace.Stun.Transactions[i].Time.Nanoseconds} {trace.Stun.Transactions[i].Requests} {trace.Stun.Transactions[i].RequestSpan}";
        foreach (var stream in trace.Rtp.Streams)
        {
            yield return $"{stream.Key.Point} {stream.Key.Relay} {stream.Key.Source} {stream.Key.Destination} {stream.Key.Ssrc} {stream.Proof} "
                + $"{stream.Call?.CallId} {stream.FirstFrame} {stream.Packets} {stream.Bytes} {stream.Lost} {stream.Duplicates} {stream.Copies} "
                + $"{stream.OutOfOrder} {stream.MeanJitterMs} {stream.MaxJitterMs} {stream.ClockRateHz} {stream.Silences} {stream.Digits}";
        }
    }
}
