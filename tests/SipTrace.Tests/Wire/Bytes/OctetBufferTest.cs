using SipTrace.Wire.Bytes;

namespace SipTrace.Tests.Wire.Bytes;

public class OctetBufferTest
{
    [Fact]
    public void What_is_taken_stays_until_all_is_taken_back()
    {
        var buffer = new OctetBuffer();
        Memory<byte>[] taken = [.. Enumerable.Range(0, 500).Select(i => buffer.Take(i * 37))];
        for (var i = 0; i < taken.Length; i++) taken[i].Span.Fill((byte)i);
        for (var i = 0; i < taken.Length; i++)
        {
            Assert.Equal(i * 37, taken[i].Length);
            Assert.False(taken[i].Span.ContainsAnyExcept((byte)i));
        }
    }

    [Fact]
    public void Memory_is_used_again()
    {
        var buffer = new OctetBuffer();
        buffer.Take(1000).Span.Fill(7);
        buffer.Clear();
        Assert.False(buffer.Take(1000).Span.ContainsAnyExcept((byte)7));
    }
}
