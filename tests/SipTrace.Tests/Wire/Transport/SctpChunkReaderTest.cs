using SipTrace.Tests.Support;
using SipTrace.Wire.Transport;
using Xunit;
using static SipTrace.Tests.Wire.PacketBytes;

namespace SipTrace.Tests.Wire.Transport;

public class SctpChunkReaderTest
{
    private static readonly byte[] chunks = Hex(
        "03000010 00000001 00001000 00000000" + "0003 0013 0000000a 0001 0002 00000000 616263 00" +
        "4002 0016 0000000b 0001 0000 00000007 00000000 6465 0000" + "4001 0016 0000000c 0001 0000 00000007 00000001 6667 0000");

    [Fact]
    public void DataAndInterleavedDataAmongOtherChunks()
    {
        var reader = new SctpChunkReader(chunks);
        Assert.True(reader.TryReadData(out var chunk));
        Assert.True(chunk is { Tsn: 10, IsFirst: true, IsLast: true, Group: 0, WireLength: 3 });
        Assert.Equal("abc"u8.ToArray(), chunk.Payload.ToArray());
        Assert.True(reader.TryReadData(out var first));
        Assert.True(first is { IsFirst: true, IsLast: false, Part: 0 });
        Assert.True(reader.TryReadData(out var second));
        Assert.True(second is { IsFirst: false, IsLast: true, Part: 1 });
        Assert.Equal(first.Group, second.Group);
        Assert.False(reader.TryReadData(out _));
    }

    [Fact]
    public void DamageEnds()
    {
        var read = 0;
        foreach (var bytes in Mutations.Of(chunks, 2000, seed: 4))
        {
            for (var reader = new SctpChunkReader(bytes); reader.TryReadData(out _);) read++;
        }
        Assert.InRange(read, 1, 2000 * chunks.Length);
    }
}
