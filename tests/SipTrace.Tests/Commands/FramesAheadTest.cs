using SipTrace.Capture;
using SipTrace.Commands;
using SipTrace.Correlation;
using SipTrace.Tests.Support;
using SipTrace.Wire.Bytes;

namespace SipTrace.Tests.Commands;

public class FramesAheadTest
{
    private const int Many = 200_000;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Many)]
    public void All_frames_come_once_and_in_order(int count)
    {
        using var frames = new Counted(count);
        var correlator = new Correlator(new NoBytes());
        using var ahead = new FramesAhead(frames, correlator.Sort());
        var taken = 0;
        while (ahead.Next() is { } chunk)
        {
            taken += chunk.Frames;
            Assert.InRange(ahead.BytesRead, taken, count);
            correlator.Take(chunk);
        }
        correlator.Complete();
        Assert.Equal(count, taken);
        Assert.Equal(count, correlator.Trace.Statistics.Packets);
    }

    [Fact]
    public void What_goes_wrong_while_reading_is_told_where_the_chunks_are_taken()
    {
        using var frames = new Counted(Many) { BreaksAt = Many / 2 };
        var correlator = new Correlator(new NoBytes());
        using var ahead = new FramesAhead(frames, correlator.Sort());
        Assert.Throws<IOException>(() =>
        {
            while (ahead.Next() is { } chunk) correlator.Take(chunk);
        });
    }

    [Fact]
    public void Who_has_seen_enough_is_not_held_up()
    {
        using var frames = new Counted(int.MaxValue);
        var correlator = new Correlator(new NoBytes());
        using (var ahead = new FramesAhead(frames, correlator.Sort())) Assert.NotNull(ahead.Next());
        Assert.InRange(frames.BytesRead, 1, int.MaxValue - 1);
    }

    // The same RTP packet again and again, of one octet each as far as BytesRead goes.
    private sealed class Counted(int count) : FrameSource
    {
        private readonly byte[] packet = UdpPacket.InEthernet("10.1.0.10:4000", "10.2.0.20:5000", [0x80, 8, 0, 1, 0, 0, 0, 0, 1, 2, 3, 4, 5]);
        private int number;

        public int BreaksAt { get; init; } = -1;

        public override Frame Current => new() { Time = new Timestamp(number), LinkType = LinkType.Ethernet, Bytes = packet, OriginalLength = packet.Length, Number = number };

        public override Timestamp CurrentTime => new(number);

        public override long BytesRead => number;

        public override long TotalBytes => count;

        public override bool MoveNext()
        {
            if (number == BreaksAt) throw new IOException("the disk is gone");
            return number < count && ++number > 0;
        }

        public override void Dispose()
        {
        }
    }
}
