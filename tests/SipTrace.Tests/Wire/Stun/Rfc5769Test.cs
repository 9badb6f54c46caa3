using System.Text;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Stun;

namespace SipTrace.Tests.Wire.Stun;

/// <summary>The test vectors of RFC 5769.</summary>
public class Rfc5769Test
{
    public const string Request = "00010058 2112a442 b7e7a701bc34d686fa87dfae 80220010 5354554e207465737420636c69656e74 00240004 6e0001ff"
        + "80290008 932ff9b151263b36 00060009 6576746a3a68367659202020 00080014 9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2 80280004 e57a3bcf";

    public const string IPv4Response = "0101003c 2112a442 b7e7a701bc34d686fa87dfae 8022000b 7465737420766563746f7220 "
        + "00200008 0001a147e112a643 00080014 2b91f599fd9e90c38c7489f92af9ba53f06be7d7 80280004 c07d4c96";

    public const string IPv6Response = "01010048 2112a442 b7e7a701bc34d686fa87dfae 8022000b 7465737420766563746f7220"
        + "00200014 0002a1470113a9faa5d3f179bc25f4b5bed2b9d9 00080014 a382954e4be67bf11784c97c8292c275bfe3ed41 80280004 c8fb0b4c";

    public const string LongTermRequest = "00010060 2112a442 78ad3433c6ad72c029da412e 00060012 e3839ee38388e383aae38383e382afe382b90000"
        + "0015001c 662f2f3439396b39353464364f4c33346f4c39465354767936347341 0014000b 6578616d706c652e6f726700"
        + "00080014 f67024656dd64a3e02b8e0712e85c9a28ca89666";

    private static readonly byte[] Password = Encoding.ASCII.GetBytes("VOkJxbRl1RmTxUk/WvJxBt");

    public static byte[] Octets(string hex) => Convert.FromHexString(hex.Replace(" ", ""));

    [Fact]
    public void TheRequestOfAnIceAgentIsRead()
    {
        Assert.True(StunMessage.TryParse(Octets(Request), out var message));
        Assert.Equal("binding_request", message.Name);
        Assert.False(message.IsClassic);
        Assert.False(message.IsMalformed);
        Assert.Equal("B7E7A701BC34D686FA87DFAE", Convert.ToHexString(message.TransactionId));
        Assert.Equal("STUN test client"u8, message.Software);
        Assert.Equal("evtj:h6vY"u8, message.Username);
        Assert.True(message.TryGetPriority(out var priority));
        Assert.Equal(0x6e0001ffu, priority);
        Assert.True(message.TryGetControlled(out var tieBreaker));
        Assert.Equal(0x932ff9b151263b36u, tieBreaker);
        Assert.False(message.TryGetControlling(out _));
        Assert.False(message.HasUseCandidate);
    }

    [Theory]
    [InlineData(IPv4Response, "192.0.2.1:32853")]
    [InlineData(IPv6Response, "[2001:db8:1234:5678:11:2233:4455:6677]:32853")]
    public void MappedAddressesOfBothFamiliesAreRead(string hex, string expected)
    {
        Assert.True(StunMessage.TryParse(Octets(hex), out var message));
        Assert.Equal("binding_success", message.Name);
        Assert.True(message.TryGetMappedAddress(out var mapped));
        Assert.Equal(expected, mapped.ToString());
    }

    [Theory]
    [InlineData(Request)]
    [InlineData(IPv4Response)]
    [InlineData(IPv6Response)]
    public void ShortTermIntegrityAndFingerprintVerify(string hex)
    {
        Assert.True(StunMessage.TryParse(Octets(hex), out var message));
        Assert.Equal(StunIntegrity.Right, message.VerifyIntegrity(Password));
        Assert.Equal(StunIntegrity.Wrong, message.VerifyIntegrity("another"u8));
        Assert.True(message.HasFingerprint);
        Assert.True(message.FingerprintIsRight);
    }

    [Fact]
    public void LongTermIntegrityVerifies()
    {
        Assert.True(StunMessage.TryParse(Octets(LongTermRequest), out var message));
        Assert.Equal("example.org"u8, message.Realm);
        Assert.Equal("f//499k954d6OL34oL9FSTvy64sA"u8, message.Nonce);
        var key = StunKeys.LongTermMd5(Encoding.UTF8.GetString(message.Username), "example.org", "TheMatrIX");
        Assert.Equal(StunIntegrity.Right, message.VerifyIntegrity(key));
        Assert.Equal(StunIntegrity.Wrong, message.VerifyIntegrity(StunKeys.LongTermSha256("a", "example.org", "TheMatrIX")));
        Assert.False(message.HasFingerprint);
        Assert.False(message.FingerprintIsRight);
    }

    [Fact]
    public void OneBitFlippedAnywhereBeforeTheIntegrityIsNoticed()
    {
        var good = Octets(Request);
        // Bits of lengths and types change the structure instead, so only values are flipped.
        foreach (var at in Enumerable.Range(8, 12).Concat(Enumerable.Range(24, 16)).Concat(Enumerable.Range(80, 20)))
        {
            var bad = (byte[])good.Clone();
            bad[at] ^= 1;
            Assert.True(StunMessage.TryParse(bad, out var message));
            Assert.Equal(StunIntegrity.Wrong, message.VerifyIntegrity(Password));
            Assert.False(message.FingerprintIsRight);
        }
    }

    [Fact]
    public void ChecksOfIntegrityDoNotAllocate()
    {
        var request = Octets(Request);
        Support.Allocations.None(() =>
        {
            StunMessage.TryParse(request, out var message);
            Assert.True(message.VerifyIntegrity(Password) == StunIntegrity.Right && message.FingerprintIsRight);
        });
    }

    [Fact]
    public void Sha256IntegrityVerifiesAlsoWhenItIsCut()
    {
        var header = Octets("00010000 2112a442 b7e7a701bc34d686fa87dfae 00240004 6e0001ff");
        foreach (var length in new[] { 16, 20, 32 })
        {
            var signed = (byte[])header.Clone();
            signed[3] = (byte)(8 + 4 + length);
            var hash = System.Security.Cryptography.HMACSHA256.HashData(Password, signed);
            byte[] whole = [.. signed, 0, 0x1c, 0, (byte)length, .. hash[..length]];
            Assert.True(StunMessage.TryParse(whole, out var message));
            Assert.Equal(StunIntegrity.Right, message.VerifyIntegrity(Password));
            whole[^1] ^= 0x80;
            Assert.True(StunMessage.TryParse(whole, out message));
            Assert.Equal(StunIntegrity.Wrong, message.VerifyIntegrity(Password));
        }
    }
}
