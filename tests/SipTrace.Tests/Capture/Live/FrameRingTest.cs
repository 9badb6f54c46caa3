using SipTrace.Capture.Live;
using SipTrace.Wire.Bytes;

namespace SipTrace.Tests.Capture.Live;

public class FrameRingTest
{
    [Fact]
    public void Frames_come_out_as_they_went_in_however_often_the_ring_turns()
    {
        var ring = new FrameRing(1000);
        var random = new Random(1);
        var waiting = new Queue<(long Time, byte[] Bytes)>();
        long written = 0, refused = 0;
        for (var step = 0; step < 20_000; step++)
        {
            if (random.Next(2) == 0)
            {
                var bytes = new byte[random.Next(0, 300)];
                random.NextBytes(bytes);
                if (ring.TryWrite(new Timestamp(step), LinkType.Ethernet, bytes, bytes.Length + 1))
                {
                    waiting.Enqueue((step, bytes));
                    written++;
                }
                else refused++;
                continue;
            }
            Assert.Equal(waiting.Count > 0, ring.TryPeek(out var time));
            if (waiting.Count == 0) continue;
            var expected = waiting.Dequeue();
            var frame = ring.Read(7, 3);
            Assert.Equal(expected.Time, time.Nanoseconds);
            Assert.Equal(expected.Time, frame.Time.Nanoseconds);
            Assert.Equal(expected.Bytes, frame.Bytes);
            Assert.Equal((expected.Bytes.Length + 1, 7, 3), (frame.OriginalLength, frame.Number, frame.Point));
            ring.Release();
        }
        Assert.True(written > 5000 && refused > 100, $"{written} written, {refused} refused");
    }

    [Fact]
    public void What_finds_no_room_is_counted_and_the_rest_stays()
    {
        var ring = new FrameRing(256);

        for (var i = 0; i < 10; i++) ring.Write(new Timestamp(i), LinkType.Raw, new byte[100], 100);

        Assert.Equal(8, ring.Dropped);
        Assert.True(ring.TryPeek(out var time));
        Assert.Equal(0, time.Nanoseconds);
    }
}
