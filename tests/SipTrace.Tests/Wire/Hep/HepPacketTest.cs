using System.IO.Compression;
using System.Text;
using SipTrace.Tests.Support;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Hep;
using SipTrace.Wire.Ip;
using Xunit;
using static SipTrace.Tests.Wire.PacketBytes;

namespace SipTrace.Tests.Wire.Hep;

public class HepPacketTest
{
    /// <summary>The example of the HEP3 specification.</summary>
    private static readonly byte[] example = Hex(
        "48455033 0071 000000010007 02 000000020007 11 00000003000a d4ca0001 00000004000a 527400d3 000000070008 2eea 000000080008 13c4" +
        "00000009000a 4e4982cb 0000000a000a 0001d4c0 0000000b0007 01 0000000c000a 000000e4 0000000f0014 494e56495445207369703a626f62");

    [Fact]
    public void SpecificationsExample()
    {
        Assert.True(HepPacket.TryParse(example, out var packet));
        Assert.Equal(3, packet.Version);
        Assert.Equal("212.202.0.1:12010", packet.Source.ToString());
        Assert.Equal("82.116.0.211:5060", packet.Destination.ToString());
        Assert.Equal(Timestamp.FromUnix(1313440459, 120_000_000), packet.Time);
        Assert.Equal(228u, packet.AgentId);
        Assert.Equal(IpProtocol.Udp, packet.Protocol);
        Assert.Equal(HepPayloadType.Sip, packet.PayloadType);
        Assert.Equal("INVITE sip:bob", Encoding.ASCII.GetString(packet.Payload));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zlib")]
    [InlineData("deflate")]
    public void CompressedPayloadIsRead(string form)
    {
        var memory = new MemoryStream();
        using (Stream stream = form == "gzip" ? new GZipStream(memory, CompressionMode.Compress)
            : form == "zlib" ? new ZLibStream(memory, CompressionMode.Compress) : new DeflateStream(memory, CompressionMode.Compress))
            stream.Write(Payload);
        Assert.True(HepPacket.TryParse(WithPayload(memory.ToArray()), out var packet));
        Assert.True(packet.IsCompressed);
        Assert.True(packet.TryReadPayload(out var payload));
        Assert.Equal(Payload, payload.ToArray());
    }

    [Fact]
    public void CompressedPayloadIsBounded()
    {
        var memory = new MemoryStream();
        using (var stream = new GZipStream(memory, CompressionMode.Compress)) stream.Write(new byte[8 * HepPacket.MaximumPayload]);
        Assert.True(HepPacket.TryParse(WithPayload(memory.ToArray()), out var packet));
        Assert.True(packet.TryReadPayload(out var payload));
        Assert.Equal(HepPacket.MaximumPayload, payload.Length);
    }

    [Fact]
    public void DamagedCompressionIsRefused()
    {
        Assert.True(HepPacket.TryParse(WithPayload(Hex("1f8b0800 00000000 00ff ffffffffffff")), out var packet));
        Assert.False(packet.TryReadPayload(out _));
    }

    [Theory]
    [InlineData("02 10 02 11 13c4 13c5 c0000201 c0000202 cb82494e c0d40100 e400 0000")]
    [InlineData("02 10 02 11 13c4 13c5 c0000201 c0000202 cb82494e c0d40100 e400")]
    [InlineData("02 1c 02 11 13c4 13c5 c0000201 c0000202 4e4982cb 000f3c00 00e4 0000")]
    public void Version2InEitherByteOrderWithAndWithoutPadding(string header)
    {
        Assert.True(HepPacket.TryParse(Join(Hex(header), Payload), out var packet));
        Assert.Equal("192.0.2.1:5060", packet.Source.ToString());
        Assert.Equal("192.0.2.2:5061", packet.Destination.ToString());
        Assert.Equal(1313440459, packet.Time!.Value.Nanoseconds / Timestamp.NanosecondsPerSecond);
        Assert.Equal(228u, packet.AgentId);
        Assert.Equal(Payload, packet.Payload.ToArray());
    }

    [Fact]
    public void Version1HasNoTime()
    {
        var bytes = Join(Hex("01 28 0a 11 13c4 13c5 20010db8000000000000000000000001 20010db8000000000000000000000002"), Payload);
        Assert.True(HepPacket.TryParse(bytes, out var packet));
        Assert.Equal("[2001:db8::1]:5060", packet.Source.ToString());
        Assert.Null(packet.Time);
        Assert.Equal(Payload, packet.Payload.ToArray());
    }

    [Fact]
    public void ContradictionsAreRefused()
    {
        foreach (var at in new[] { 4, 11, 17 })
        {
            var bytes = example.ToArray();
            bytes[at] = 0xff;
            Assert.False(HepPacket.TryParse(bytes, out _));
        }
        var family = example.ToArray();
        family[12] = 0x0a;
        Assert.False(HepPacket.TryParse(family, out _));
    }

    [Fact]
    public void NothingIsThrownOverDamage()
    {
        var read = 0;
        foreach (var bytes in Mutations.Of(example, 3000, seed: 2).Concat(Mutations.Of(WithPayload([1, 2, 3, 4]), 1000, seed: 3)))
        {
            if (HepPacket.TryParse(bytes, out var packet) && packet.TryReadPayload(out _)) read++;
        }
        Assert.InRange(read, 1, 4000);
    }

    private static byte[] WithPayload(byte[] compressed)
    {
        var head = example[..^20];
        var total = head.Length + 6 + compressed.Length;
        head[4] = (byte)(total >> 8);
        head[5] = (byte)total;
        return Join(head, Hex("0000 0010"), U16(6 + compressed.Length), compressed);
    }
}
