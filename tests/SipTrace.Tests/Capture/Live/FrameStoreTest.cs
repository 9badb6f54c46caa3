using SipTrace.Capture.Live;
using SipTrace.Wire.Bytes;

namespace SipTrace.Tests.Capture.Live;

public class FrameStoreTest
{
    [Fact]
    public void The_latest_frames_can_be_read_again_however_often_the_store_turns()
    {
        using var store = new FrameStore(1 << 20);
        var random = new Random(3);
        var added = new List<byte[]>();
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(1, 1500)];
            random.NextBytes(bytes);
            store.Add(Frame(i, bytes));
            added.Add(bytes);
            if (i % 1700 == 0 || i == 19_999) Check(store, added);
        }
        Assert.True(store.Start > 0);
    }

    [Fact]
    public void Reading_begins_at_a_moment_or_where_another_ended()
    {
        using var store = new FrameStore(8 << 20);
        for (var i = 0; i < 2000; i++) store.Add(Frame(i, new byte[1000]));
        var middle = store.End;
        for (var i = 2000; i < 2010; i++) store.Add(Frame(i, new byte[1000]));

        Assert.Equal(Enumerable.Range(2000, 10), Numbers(store, middle));
        var late = Numbers(store, store.PositionAt(new Timestamp(1500)));
        Assert.Equal(2009, late[^1]);
        Assert.InRange(late[0], 1000, 1500);
    }

    private static void Check(FrameStore store, List<byte[]> added)
    {
        using var frames = store.Read(0);
        var first = -1;
        var last = -1;
        while (frames.MoveNext())
        {
            var frame = frames.Current;
            if (first < 0) first = frame.Number;
            else Assert.Equal(last + 1, frame.Number);
            last = frame.Number;
            Assert.Equal(added[last], frame.Bytes);
            Assert.Equal((last, 2, added[last].Length + 1), ((int)frame.Time.Nanoseconds, frame.Point, frame.OriginalLength));
        }
        Assert.Equal(added.Count - 1, last);
        Assert.True(first == 0 || last - first > 300, $"only {first} to {last}");
    }

    private static List<int> Numbers(FrameStore store, long from)
    {
        using var frames = store.Read(from);
        var numbers = new List<int>();
        while (frames.MoveNext()) numbers.Add(frames.Current.Number);
        return numbers;
    }

    private static Frame Frame(int number, byte[] bytes) => new()
    {
        Time = new Timestamp(number), LinkType = LinkType.Ethernet, Bytes = bytes, OriginalLength = bytes.Length + 1, Number = number, File = 2, Point = 2, Offset = -1,
    };
}
