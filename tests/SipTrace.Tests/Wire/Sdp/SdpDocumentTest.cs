using System.Text;
using SipTrace.Tests.Support;
using SipTrace.Wire.Sdp;
using SipTrace.Wire.Sip;
using Xunit;

namespace SipTrace.Tests.Wire.Sdp;

/// <summary>Lines and sections: all of them, with their places, whatever they hold.</summary>
public class SdpDocumentTest
{
    private const string Offer =
        "v=0\r\no=alice 20017 20018 IN IP4 192.0.2.1\r\ns=A call\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\na=sendonly\r\n"
        + "m=audio 54602/2 RTP/AVP 0 101\r\nb=AS:64\r\nb=RS:0\r\nb=RR:0\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\n"
        + "a=ptime:20\r\na=maxptime:150\r\n"
        + "m=video 0 RTP/AVPF 96\r\nc=IN IP6 2001:db8::1\r\na=inactive\r\n";

    [Fact]
    public void Lines_have_their_places()
    {
        var document = Parse("v=0\r\no=x\n\nnonsense\r\nA = b:c \r");
        var lines = document.Lines.ToArray();
        Assert.Equal(["v=0", "o=x", "", "nonsense", "A = b:c "], lines.Select(line => line.ToString()));
        Assert.Equal(['v', 'o', '\0', '\0', 'a'], lines.Select(line => line.Type));
        Assert.Equal([true, true, false, false, false], lines.Select(line => line.IsWellFormed));
        Assert.Equal([0, 5, 9, 10, 20], lines.Select(line => line.Start));
        Assert.Equal([1, 2, 3, 4, 5], lines.Select(line => line.Number));
        Assert.Equal([true, false, false, true, false], lines.Select(line => line.HasCrLf));
        Assert.All(lines, line => Assert.True(line.HasLineEnd));
        Assert.Equal("b:c", lines[4].Text);
        Assert.True(lines[4].IsAttribute("b"));
        Assert.Equal("c", lines[4].AttributeText);
    }

    [Theory]
    [InlineData("v=0", true)]
    [InlineData("v= 0", false)]
    [InlineData("V=0", false)]
    [InlineData("v =0", false)]
    [InlineData("s= ", true)]
    [InlineData("i= about", true)]
    [InlineData("q=1", false)]
    [InlineData("=", false)]
    [InlineData("v", false)]
    public void Well_formed_lines(string text, bool isWellFormed) => Assert.Equal(isWellFormed, Parse(text).Lines[0].IsWellFormed);

    [Fact]
    public void A_last_line_may_just_stop_and_nulls_are_no_line()
    {
        var lines = Parse("v=0\r\ns=-\0\0").Lines.ToArray();
        Assert.Equal(2, lines.Length);
        Assert.Equal("-", lines[1].Text);
        Assert.False(lines[1].HasLineEnd);
    }

    [Fact]
    public void Session_section()
    {
        var document = Parse(Offer);
        Assert.Equal(6, document.Session.Lines.Length);
        Assert.Equal("A call", document.SessionName);
        Assert.Equal(("alice", "20017", "20018", "IN", "IP4", 6), (
            document.Origin!.UserName, document.Origin.SessionId, document.Origin.SessionVersion,
            document.Origin.NetworkType, document.Origin.AddressType, document.Origin.FieldCount));
        Assert.Equal("192.0.2.1", document.Origin.Address.Text);
        Assert.Equal("192.0.2.1", document.Connection!.Address.Text);
        Assert.False(document.IsIceLite);
    }

    [Fact]
    public void Media_sections()
    {
        var document = Parse(Offer);
        Assert.Equal(2, document.Media.Count);
        var (audio, video) = (document.Media[0], document.Media[1]);
        Assert.Equal(("audio", 54602, 2, "RTP/AVP", 0), (audio.Kind, audio.Port, audio.PortCount, audio.Protocol, audio.Index));
        Assert.Equal(["0", "101"], audio.Formats);
        Assert.Equal("192.0.2.1:54602", audio.Default.ToString());
        Assert.Equal("192.0.2.1:54603", audio.RtcpDefault.ToString());
        Assert.True(audio.IsRtp && audio.IsLive && audio.HasOwnTransport && audio.IsRtcpOff && !audio.IsSecure && !audio.HasAnyIce);
        Assert.Equal(MediaDirection.SendOnly, audio.Direction);
        Assert.Equal((20.0, 150.0), (audio.PacketMs, audio.MaxPacketMs));
        Assert.Equal(["AS 64", "RS 0", "RR 0"], audio.Bandwidths.Select(b => $"{b.Type} {b.Value}"));
        Assert.Equal("0-15", audio.FormatParameters("101"));
        Assert.Equal("", audio.FormatParameters("0"));
        Assert.False(video.IsLive);
        Assert.Equal(MediaDirection.Inactive, video.Direction);
        Assert.Equal("2001:db8::1", video.Connection!.Address.Text);
        Assert.True(video.Connection.Address.IsIPv6);
    }

    [Theory]
    [InlineData("m=audio 74872 RTP/AVP 0", false, 0)]
    [InlineData("m=audio", false, 0)]
    [InlineData("m=", false, 0)]
    [InlineData("m=audio -1 RTP/AVP 0", false, 0)]
    [InlineData("m=audio 65535 RTP/AVP 0", true, 65535)]
    [InlineData("m=audio 4000/x RTP/AVP", true, 4000)]
    public void Ports(string line, bool isValid, int port)
    {
        var media = Parse(line).Media[0];
        Assert.Equal((isValid, port), (media.IsPortValid, media.Port));
        Assert.Equal(1, media.PortCount);
    }

    [Theory]
    [InlineData("c=IN IP4 192.0.2.1", "IN", "IP4", "192.0.2.1", "", 3)]
    [InlineData("c=IN IP4 224.2.1.1/127/3", "IN", "IP4", "224.2.1.1", "127/3", 3)]
    [InlineData("c=IN IP4", "IN", "IP4", "", "", 2)]
    [InlineData("c=", "", "", "", "", 0)]
    public void Connection(string line, string network, string type, string address, string suffix, int fields)
    {
        var connection = Parse(line).Connection!;
        Assert.Equal((network, type, address), (connection.NetworkType, connection.AddressType, connection.Address.Text));
        Assert.Equal((suffix, fields), (connection.Suffix, connection.FieldCount));
    }

    [Theory]
    [InlineData("", 32001, "192.0.2.1")]
    [InlineData("a=rtcp:45", 45, "192.0.2.1")]
    [InlineData("a=rtcp:45 IN IP4 203.0.113.1", 45, "203.0.113.1")]
    [InlineData("a=rtcp:45 IN IP6 2001:db8::2", 45, "2001:db8::2")]
    [InlineData("a=rtcp:x", 32001, "192.0.2.1")]
    [InlineData("a=rtcp:45 IN", 32001, "192.0.2.1")]
    public void Rtcp(string line, int port, string address)
    {
        var media = Parse($"c=IN IP4 192.0.2.1\r\nm=audio 32000 RTP/AVP 0\r\n{line}").Media[0];
        Assert.Equal((port, address), (media.RtcpDefault.Port, media.RtcpDefault.AddressText()));
    }

    [Theory]
    [InlineData("c=IN IP4 0.0.0.0\r\nm=audio 9 RTP/AVP 0", true)]
    [InlineData("c=IN IP6 ::\r\nm=audio 9 RTP/AVP 0", true)]
    [InlineData("c=IN IP4 0.0.0.0\r\nm=audio 4000 RTP/AVP 0", false)]
    [InlineData("c=IN IP4 192.0.2.1\r\nm=audio 9 RTP/AVP 0", false)]
    public void Dummy_default(string text, bool isDummy) => Assert.Equal(isDummy, Parse(text).Media[0].HasDummyDefault);

    [Fact]
    public void Secrets_and_names_of_secure_media()
    {
        var media = Parse(
            "a=fingerprint:SHA-1 00:ff\r\na=setup:actpass\r\nm=audio 4000 UDP/TLS/RTP/SAVPF 0\r\n"
            + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abc|2^20 KDR=1\r\na=crypto:bad\r\n"
            + "a=extmap:2/sendrecv urn:x y\r\na=extmap:none\r\n"
            + "a=ssrc:4294967295 cname:who:ever\r\na=ssrc:1\r\na=ssrc:4294967296 cname:x\r\n"
            + "m=video 4002 RTP/SAVP 96\r\na=fingerprint:sha-256 0\r\na=setup:active\r\n").Media;
        Assert.True(media[0].IsSecure && media[1].IsSecure);
        Assert.Equal(("actpass", "active"), (media[0].Setup, media[1].Setup));
        var session = Assert.Single(media[0].Fingerprints);
        Assert.Equal("sha-1", session.HashFunction);
        Assert.Equal<byte>([0, 255], session.Octets.ToArray());
        Assert.True(Assert.Single(media[1].Fingerprints).Octets.IsEmpty);
        var crypto = Assert.Single(media[0].Cryptos);
        Assert.Equal(("1", "AES_CM_128_HMAC_SHA1_80", "inline:abc|2^20"), (crypto.Tag, crypto.Suite, crypto.KeyParameters));
        Assert.Equal(["KDR=1"], crypto.SessionParameters);
        var map = Assert.Single(media[0].ExtensionMaps);
        Assert.Equal((2, "sendrecv", "urn:x"), (map.Id, map.Direction, map.Uri));
        Assert.Equal(["4294967295 cname=who:ever", "1 ="], media[0].Sources.Select(s => $"{s.Ssrc} {s.Attribute}={s.Value}"));
    }

    [Theory]
    [InlineData("sha-256 AA:bb", 2)]
    [InlineData("sha-256 AA:bb:", 0)]
    [InlineData("sha-256 AAbb", 0)]
    [InlineData("sha-256 AA:b", 0)]
    [InlineData("sha-256 AA:xx", 0)]
    [InlineData("sha-256", 0)]
    [InlineData("sha-256 AA:bb cc", 0)]
    public void Fingerprint_octets(string value, int octets) =>
        Assert.Equal(octets, Assert.Single(Parse($"a=fingerprint:{value}").Session.OwnFingerprints).Octets.Length);

    [Fact]
    public void Fax()
    {
        var media = Parse(
            "m=image 4000 udptl t38\r\na=T38FaxVersion:0\r\na=T38MaxBitRate:14400\r\na=T38FaxRateManagement:transferredTCF\r\n"
            + "a=T38FaxMaxBuffer:x\r\na=T38FaxMaxDatagram:400\r\na=T38FaxUdpEC:t38UDPRedundancy\r\n").Media[0];
        Assert.True(media.IsFax && !media.IsRtp);
        Assert.Equal(new SdpFax(0, 14400, "transferredTCF", null, 400, "t38UDPRedundancy"), media.Fax);
    }

    [Fact]
    public void Counting_needs_no_document()
    {
        var bytes = Encoding.ASCII.GetBytes(Offer + "a=candidate:1 1 UDP 1 192.0.2.1 1 typ host\na=candidate:bad\r\nx a=candidate:\r\n");
        Assert.Equal(2, SdpDocument.CountMedia(bytes));
        Assert.Equal(2, SdpDocument.CountCandidates(bytes));
        Allocations.None(() =>
        {
            SdpDocument.CountMedia(bytes);
            SdpDocument.CountCandidates(bytes);
        });
    }

    [Fact]
    public void No_bytes_make_it_throw()
    {
        foreach (var row in Fixture.Rows("torture/torture.tsv"))
        {
            if (!SipText.TryParse(Fixture.Bytes("torture/" + row[1]), out var message) || !message.TryGetSdp(out var sdp)) continue;
            foreach (var bytes in Mutations.Of(sdp.ToArray(), 100, seed: 11)) ReadEverything(bytes);
        }
        foreach (var text in new[] { Offer, SdpIceTest.Offer, SdpBundleTest.Offer })
        {
            foreach (var bytes in Mutations.Of(Encoding.ASCII.GetBytes(text), 3000, seed: 12)) ReadEverything(bytes);
        }
        var random = new Random(13);
        for (var i = 0; i < 500; i++)
        {
            var bytes = new byte[random.Next(300)];
            random.NextBytes(bytes);
            ReadEverything(bytes);
        }
    }

    [Fact]
    public void A_flood_of_lines_is_bounded()
    {
        ReadEverything(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("m=\n", 1_000_000))));
        var document = Parse(string.Concat(Enumerable.Repeat("\n", 1_000_000)));
        Assert.Equal(256 * 1024, document.Lines.Length);
    }

    private static void ReadEverything(byte[] bytes)
    {
        var document = SdpDocument.Parse(bytes);
        var end = 0;
        foreach (var line in document.Lines)
        {
            Assert.InRange(line.Start, end, end + 3);
            Assert.InRange(line.Value.Length, 0, line.Length);
            end = line.Start + line.Length;
        }
        _ = (document.Origin, document.Connection, document.SessionName, document.Groups, document.IsIceLite);
        _ = (document.Session.Candidates, document.Session.UnreadableCandidates, document.Session.Mid);
        foreach (var media in document.Media)
        {
            _ = (media.Default, media.RtcpDefault, media.Rtcp, media.IsRtcpMux, media.IsRtcpOff);
            _ = (media.Direction, media.Codecs, media.PacketMs);
            _ = (media.HasIce, media.HasAnyIce, media.IceOptions, media.Trickles, media.HasIceMismatch, media.HasEndOfCandidates);
            _ = (media.RemoteCandidates, media.Setup, media.Fingerprints, media.Cryptos, media.Sources, media.ExtensionMaps, media.Fax);
            _ = (media.IsLive, media.Tagged, media.Inherits, media.HasOwnTransport, media.Bandwidths, media.FormatParameters("0"));
            Assert.Equal(media.Attributes("candidate").Count(), media.Candidates.Count + media.UnreadableCandidates.Count);
            foreach (var one in media.Candidates) _ = (one.Endpoint, one.RelatedEndpoint, one.TcpType, one.Type);
        }
    }

    private static SdpDocument Parse(string text) => SdpDocument.Parse(Encoding.UTF8.GetBytes(text));
}
