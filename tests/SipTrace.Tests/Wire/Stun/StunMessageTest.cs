using SipTrace.Tests.Support;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Stun;
using static SipTrace.Tests.Wire.Stun.Rfc5769Test;

namespace SipTrace.Tests.Wire.Stun;

public class StunMessageTest
{
    private const string Id = "2112a442 b7e7a701bc34d686fa87dfae";

    [Theory]
    [InlineData("0001", "binding_request")]
    [InlineData("0011", "binding_indication")]
    [InlineData("0101", "binding_success")]
    [InlineData("0111", "binding_error")]
    [InlineData("0003", "allocate_request")]
    [InlineData("0113", "allocate_error")]
    [InlineData("0104", "refresh_success")]
    [InlineData("0016", "send_indication")]
    [InlineData("0017", "data_indication")]
    [InlineData("0108", "create_permission_success")]
    [InlineData("0009", "channel_bind_request")]
    [InlineData("010a", "connect_success")]
    [InlineData("000b", "connection_bind_request")]
    [InlineData("001c", "connection_attempt_indication")]
    [InlineData("0200", "goog_ping_request")]
    [InlineData("0115", "method_0x005_error")]
    public void TypeWordsAreMethodAndClass(string type, string name)
    {
        Assert.True(StunMessage.TryParse(Octets($"{type}0000 {Id}"), out var message));
        Assert.Equal(name, message.Name);
    }

    [Fact]
    public void EveryTypeWordIsMadeOfItsMethodAndClass()
    {
        for (var type = 0; type < 0x4000; type++)
        {
            Assert.True(StunMessage.TryParse(Octets($"{type:x4}0000 {Id}"), out var message));
            int method = (int)message.Method, kind = (int)message.Class;
            var again = (method & 0xf) | (method & 0x70) << 1 | (method & 0xf80) << 2 | (kind & 1) << 4 | (kind & 2) << 7;
            Assert.Equal(type, again);
        }
    }

    [Fact]
    public void AttributesOfTurnAreRead()
    {
        var hex = $"01030070 {Id} 00160008 0001e112 5e12a443 000d0004 00000258 000c0004 40010000 00190004 11000000 00170004 02000000"
            + "00130003 616263ff 8022 0000 00120008 0001a147e112a643 00090010 00000426 5374616c65204e6f6e636500 00030004 00000006"
            + "802c0008 00010d96 c6336402";
        var bytes = Octets(hex);
        bytes[3] = (byte)(bytes.Length - StunMessage.HeaderLength);
        Assert.True(StunMessage.TryParse(bytes, out var message));
        Assert.False(message.IsMalformed);
        Assert.True(message.TryGetRelayedAddress(out var relayed));
        Assert.Equal("127.0.0.1:49152", relayed.ToString());
        Assert.True(message.TryGetLifetime(out var seconds) && seconds == 600);
        Assert.True(message.TryGetChannelNumber(out var channel) && channel == 0x4001);
        Assert.True(message.TryGetRequestedTransport(out var transport) && transport == 17);
        Assert.True(message.TryGetRequestedAddressFamily(out var family) && family == 2);
        Assert.Equal("abc"u8, message.Data);
        Assert.True(message.Has(StunAttributeType.Software));
        Assert.True(message.TryGetPeerAddress(out var peer));
        Assert.Equal("192.0.2.1:32853", peer.ToString());
        Assert.True(message.TryGetError(out var code, out var reason));
        Assert.Equal(StunErrorCode.StaleNonce, code);
        Assert.Equal("Stale Nonce\0"u8, reason);
        Assert.True(message.TryGetChangeRequest(out var address, out var port) && address && port);
        Assert.True(message.TryGetOtherAddress(out var other));
        Assert.Equal("198.51.100.2:3478", other.ToString());
        Assert.False(message.TryGetResponseOrigin(out _));
        Assert.Equal(StunIntegrity.Absent, message.VerifyIntegrity("x"u8));
    }

    [Fact]
    public void AnAttributeThatRunsPastTheEndIsMalformedAndNotRead()
    {
        Assert.True(StunMessage.TryParse(Octets($"0101000c {Id} 0001ffff 000111fc46c7802e"), out var message));
        Assert.True(message.IsMalformed);
        Assert.False(message.TryGetMappedAddress(out _));
    }

    [Fact]
    public void AMessageCutByTheCaptureIsReadAsFarAsItGoes()
    {
        var whole = Octets(Request);
        Assert.True(StunMessage.TryParse(whole.AsSpan(0, 60), whole.Length, out var message));
        Assert.True(message.IsCut);
        Assert.False(message.IsMalformed);
        Assert.True(message.TryGetPriority(out _));
        Assert.Equal(StunIntegrity.Cut, message.VerifyIntegrity("x"u8));
        Assert.False(message.FingerprintIsRight);
        Assert.False(StunMessage.TryParse(whole.AsSpan(0, 60), out _));
    }

    [Fact]
    public void MessagesOfRfc3489AreKnownByTheirAttributes()
    {
        var hex = "00010008 02389232616b1a13fe1797626b3a2015 00030004 00000004";
        Assert.True(StunMessage.TryParse(Octets(hex), out var message));
        Assert.True(message.IsClassic);
        Assert.Equal(16, message.TransactionId.Length);
        Assert.True(message.TryGetChangeRequest(out var address, out var port));
        Assert.True(address && !port);
        Assert.False(StunMessage.TryParse(Octets(hex.Replace("00030004", "01030004")), out _));
        Assert.False(StunMessage.TryParse(Octets(hex.Replace("00010008", "00070008")), out _));
        Assert.False(StunMessage.TryParse(Octets("00010000 00000000000000000000000000000000"), out _));
    }

    [Fact]
    public void MicrosoftsTurnIsKnownByItsMagicCookieAndXorsWithItsOwnId()
    {
        var hex = "01150014 c2d6764f53f1d813305855947dbe126b 000f0004 72c64bc6 00120008 00013fcc5d476ecd";
        Assert.True(StunMessage.TryParse(Octets(hex), out var message));
        Assert.True(message.IsClassic);
        Assert.True(message.TryGetPeerAddress(out var peer));
        Assert.Equal("159.145.24.130:64794", peer.ToString());
    }

    [Fact]
    public void RandomDatagramsNeverPass()
    {
        var random = new Random(5389);
        var bytes = new byte[120];
        for (var i = 0; i < 300_000; i++)
        {
            random.NextBytes(bytes);
            bytes[0] &= 0x3f;
            var length = random.Next(1, bytes.Length);
            // Even where the length is right and the type is that of a Binding request.
            if (i % 2 == 0) (bytes[0], bytes[1], bytes[2], bytes[3]) = (0, 1, 0, (byte)Math.Max(0, length - StunMessage.HeaderLength));
            Assert.False(length > StunMessage.HeaderLength && StunMessage.TryParse(bytes.AsSpan(0, length), out _));
        }
    }

    [Fact]
    public void MutatedMessagesNeverThrow()
    {
        foreach (var hex in new[] { Request, IPv4Response, IPv6Response, LongTermRequest })
        {
            foreach (var bytes in Mutations.Of(Octets(hex), 5000, seed: 1))
            {
                if (StunMessage.TryParse(bytes, bytes.Length + 4, out var cut)) ReadAll(cut);
                if (bytes.Length >= 4) bytes[3] = (byte)(bytes.Length - StunMessage.HeaderLength);
                if (StunMessage.TryParse(bytes, out var message)) ReadAll(message);
            }
        }
    }

    [Theory]
    [InlineData("00010058 2112a442", 0x58 + 20)]
    [InlineData("00010058 2112a443", 0)]
    [InlineData("0001", 0)]
    public void AStreamIsFramedByTheLength(string hex, int length)
    {
        Assert.Equal(length > 0, StunMessage.TryMeasure(Octets(hex), out var measured));
        Assert.Equal(length, measured);
    }

    private static void ReadAll(StunMessage message)
    {
        foreach (var attribute in message.Attributes)
        {
            message.TryReadXorAddress(attribute.Value, out _);
            StunMessage.TryReadAddress(attribute.Value, out _);
        }
        message.TryGetMappedAddress(out _);
        message.TryGetError(out _, out _);
        message.TryGetChannelNumber(out _);
        message.TryGetRequestedTransport(out _);
        message.TryGetControlling(out _);
        _ = message.Name;
        _ = message.FingerprintIsRight;
        _ = message.VerifyIntegrity("x"u8);
    }
}
