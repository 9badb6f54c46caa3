using System.Text;
using SipTrace.Tests.Support;
using SipTrace.Wire.Sip;
using Xunit;

namespace SipTrace.Tests.Wire.Sip;

public class SipTextTest
{
    internal const string Invite =
        "INVITE sip:bob@biloxi.example.com SIP/2.0\r\n"
        + "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKnashds8;rport\r\n"
        + "Via: SIP/2.0/UDP 10.1.3.3:5060;branch=z9hG4bK77ef4c2312983.1\r\n"
        + "Max-Forwards: 70\r\n"
        + "To: Bob <sip:bob@biloxi.example.com>\r\n"
        + "From: \"Alice\" <sip:alice@atlanta.example.com>;tag=1928301774\r\n"
        + "Call-ID: a84b4c76e66710@pc33.atlanta.example.com\r\n"
        + "CSeq: 314159 INVITE\r\n"
        + "Contact: <sip:alice@192.0.2.1:5060;transport=udp>\r\n"
        + "Allow: INVITE, ACK, CANCEL, BYE, NOTIFY, REFER, MESSAGE, OPTIONS, INFO, SUBSCRIBE, UPDATE, PRACK\r\n"
        + "Supported: replaces, timer, 100rel\r\n"
        + "User-Agent: A phone 1.2.3\r\n"
        + "Content-Type: application/sdp\r\n"
        + "Content-Length: 129\r\n"
        + "\r\n"
        + "v=0\r\no=alice 53655765 2353687637 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\n"
        + "t=0 0\r\nm=audio 3456 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n";

    [Theory]
    [InlineData("INVITE sip:bob@example.com SIP/2.0\r\n")]
    [InlineData("\r\n\r\nINVITE sip:bob@example.com SIP/2.0\r\n")]
    [InlineData("BREW coffee:pot SIP/2.0\r\n")]
    [InlineData("ACK  sip:bob@example.com   SIP/2.0  \r\n")]
    [InlineData("OPTIONS sip:a@b sip/2.0\n")]
    [InlineData("OPTIONS sip:a@b SIP/7.0\r")]
    [InlineData("SIP/2.0 200 OK\r\n")]
    [InlineData("SIP/2.0  180\r\n")]
    [InlineData("sip/2.0 99999999999 Huge\r\n")]
    [InlineData("REGISTER sips:example.com\r\nTo: a\r\nCall-ID : 1\r\n\r\n")]
    [InlineData("INVITE TEL:+123\r\ni:1\r\n\r\n")]
    public void Sip_is_known_by_its_start_line(string text) => Assert.True(SipText.LooksLikeSip(Bytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    [InlineData("\0\0\0\0")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nCall-ID: 1\r\n\r\n")]
    [InlineData("OPTIONS rtsp://a/b RTSP/1.0\r\nCSeq: 1\r\n\r\n")]
    [InlineData("RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n")]
    [InlineData("NOTIFY * HTTP/1.1\r\nHost: 239.255.255.250:1900\r\n\r\n")]
    [InlineData("M-SEARCH * HTTP/1.1\r\n\r\n")]
    [InlineData("MSRP d93kswow SEND\r\nTo-Path: msrp://a:1/x;tcp\r\n\r\n")]
    [InlineData("INVITE sip:bob@example.com\r\nTo: a\r\n\r\nCall-ID: in the body\r\n")]
    [InlineData("INVITE\r\nCall-ID: 1\r\n\r\n")]
    [InlineData("BREW sip:bob@example.com\r\nCall-ID: 1\r\n\r\n")]
    [InlineData("SIP/2.0/UDP 192.0.2.1\r\n")]
    [InlineData("SIP/2.0 OK\r\n")]
    [InlineData("SIP/2. 200 OK\r\n")]
    [InlineData("{\"message\": \"INVITE sip:a SIP/2.0\"}")]
    public void What_is_no_sip(string text) => Assert.False(SipText.LooksLikeSip(Bytes(text)));

    [Theory]
    [InlineData("INVITE sip:bob@", "INVITE", "sip:bob@")]
    [InlineData("INVITE sip:bob@example.com SIP/", "INVITE", "sip:bob@example.com")]
    [InlineData("INVITE sip:bob@example.com SIP/2.0\r\nVia: SI", "INVITE", "sip:bob@example.com")]
    public void A_start_line_that_the_capture_cut(string text, string method, string uri)
    {
        Assert.True(SipText.TryParse(Bytes(text), isCut: true, out var message));
        Assert.Equal(method, Text(message.Method));
        Assert.Equal(uri, Text(message.RequestUri));
        Assert.False(message.HasCompleteHeader);
        Assert.True(message.Body.IsEmpty);
    }

    [Theory]
    [InlineData("INVITE sip:bob@example.com\r\nTo: a", true)]
    [InlineData("INVITE http:", true)]
    [InlineData("INVITE sip:bob@", false)]
    public void A_line_that_is_not_cut_needs_its_version(string text, bool isCut) => Assert.False(SipText.LooksLikeSip(Bytes(text), isCut));

    [Fact]
    public void Request_line()
    {
        var message = Parse(Invite);
        Assert.True(message.IsRequest);
        Assert.Equal("INVITE sip:bob@biloxi.example.com SIP/2.0", Text(message.StartLine));
        Assert.Equal("INVITE", Text(message.Method));
        Assert.Equal("sip:bob@biloxi.example.com", Text(message.RequestUri));
        Assert.Equal("SIP/2.0", Text(message.Version));
        Assert.Equal(0, message.StatusCode);
        Assert.True(message.StatusText.IsEmpty && message.ReasonPhrase.IsEmpty);
    }

    [Fact]
    public void Status_line()
    {
        var message = Parse("SIP/2.0 488 Not Acceptable Here\r\nCSeq: 1 INVITE\r\n\r\n");
        Assert.False(message.IsRequest);
        Assert.True(message.Method.IsEmpty && message.RequestUri.IsEmpty);
        Assert.Equal(488, message.StatusCode);
        Assert.Equal("488", Text(message.StatusText));
        Assert.Equal("Not Acceptable Here", Text(message.ReasonPhrase));
        Assert.Equal("INVITE", Text(message.CSeqMethod));
    }

    [Fact]
    public void Fields_of_a_request()
    {
        var message = Parse(Invite);
        Assert.Equal("a84b4c76e66710@pc33.atlanta.example.com", Text(message.CallId));
        Assert.Equal("\"Alice\" <sip:alice@atlanta.example.com>;tag=1928301774", Text(message.From));
        Assert.Equal("Bob <sip:bob@biloxi.example.com>", Text(message.To));
        Assert.Equal("314159", Text(message.CSeqNumber));
        Assert.True(message.TryGetCSeq(out var number) && number == 314159);
        Assert.Equal("INVITE", Text(message.CSeqMethod));
        Assert.Equal("SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKnashds8;rport", Text(message.TopVia));
        Assert.Equal("<sip:alice@192.0.2.1:5060;transport=udp>", Text(message.Contact));
        Assert.Equal("application/sdp", Text(message.ContentType));
        Assert.Equal(129, message.ContentLength);
        Assert.Equal("A phone 1.2.3", Text(message.UserAgent));
        Assert.True(message.HasCompleteHeader);
        Assert.StartsWith("v=0", Text(message.Body));
        Assert.Equal(129, message.Body.Length);
        Assert.Equal(Invite.Length, message.Length);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\r\r\n")]
    public void Any_line_end_will_do(string lineEnd)
    {
        var message = Parse(Invite[..Invite.IndexOf("\r\n\r\n")].Replace("\r\n", lineEnd) + lineEnd + lineEnd + "body");
        Assert.Equal("a84b4c76e66710@pc33.atlanta.example.com", Text(message.CallId));
        Assert.True(message.HasCompleteHeader);
        Assert.Equal("body", Text(message.Body));
    }

    [Fact]
    public void Compact_names_in_any_case()
    {
        var message = Parse("SIP/2.0 200 OK\r\nV: 1\r\nf: 2\r\nT: 3\r\ni: 4\r\nM: 5\r\nc: 6\r\nL: 7\r\nsErVeR: 8\r\n\r\n");
        Assert.Equal("1", Text(message.TopVia));
        Assert.Equal("2", Text(message.From));
        Assert.Equal("3", Text(message.To));
        Assert.Equal("4", Text(message.CallId));
        Assert.Equal("5", Text(message.Contact));
        Assert.Equal("6", Text(message.ContentType));
        Assert.Equal(7, message.ContentLength);
        Assert.Equal("8", Text(message.UserAgent));
        Assert.True(message.TryGetHeader("via"u8, out var via) && Text(via) == "1");
    }

    [Fact]
    public void Fields_with_their_places()
    {
        var message = Parse("\r\nSIP/2.0 200 OK\r\nTo \t:\r\n <sip:a@b>\r\nno colon here\r\nX:y\r\n\r\n");
        var seen = new List<(string, string, int, int, int)>();
        foreach (var header in message.Headers())
        {
            seen.Add((Text(header.Name), Text(header.Value), header.Start, header.Length, header.LineNumber));
        }
        Assert.Equal([("To", "<sip:a@b>", 18, 17, 3), ("", "no colon here", 37, 13, 5), ("X", "y", 52, 3, 6)], seen);
    }

    [Fact]
    public void Lists_over_several_fields()
    {
        var values = new List<string>();
        var message = Parse("SIP/2.0 200 OK\r\nSupported: a, b\r\nk: c\r\nSupported:\r\n\r\n");
        foreach (var value in message.ListValues("Supported"u8)) values.Add(Text(value));
        Assert.Equal(["a", "b", "c"], values);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("Content-Length: 3\r\n", 3L)]
    [InlineData("Content-Length: 0003\r\n", 3L)]
    [InlineData("Content-Length: -1\r\n", null)]
    [InlineData("Content-Length: 3x\r\n", null)]
    [InlineData("Content-Length:\r\n", null)]
    [InlineData("Content-Length: 3\r\nl: 3\r\n", 3L)]
    [InlineData("Content-Length: 3\r\nl: 4\r\n", null)]
    [InlineData("Content-Length: 4294967299\r\n", 4294967299L)]
    [InlineData("Content-Length: 99999999999999999999999\r\n", long.MaxValue)]
    public void Content_length(string field, long? length)
    {
        var message = Parse($"SIP/2.0 200 OK\r\n{field}\r\nbodytail");
        Assert.Equal(length, message.ContentLength);
        Assert.Equal(length == 3 ? "bod" : "bodytail", Text(message.Body));
        Assert.Equal(length > 8, message.IsBodyCut);
    }

    [Theory]
    [InlineData("0 ACK", "0", "ACK")]
    [InlineData("007ACK", "7", "ACK")]
    [InlineData("ACK", "", "ACK")]
    [InlineData("", "", "")]
    [InlineData("99999999999 ACK", "99999999999", "ACK")]
    public void CSeq(string value, string number, string method)
    {
        var message = Parse($"SIP/2.0 200 OK\r\nCSeq: {value}\r\n\r\n");
        Assert.Equal(number, Text(message.CSeqNumber));
        Assert.Equal(method, Text(message.CSeqMethod));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a \r\n\t b\r\n c", "a b c")]
    [InlineData("a\n b", "a b")]
    public void Folds_become_one_blank(string value, string unfolded) => Assert.Equal(unfolded, SipText.Unfold(Bytes(value)));

    [Fact]
    public void No_bytes_make_it_throw()
    {
        foreach (var row in Fixture.Rows("torture/torture.tsv"))
        {
            foreach (var bytes in Mutations.Of(Fixture.Bytes("torture/" + row[1]), 300, seed: 7)) ReadEverything(bytes);
        }
        var random = new Random(8);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            ReadEverything([.. "SIP/2.0 200 OK\r\n"u8, .. bytes]);
            ReadEverything(bytes);
        }
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        var invite = Bytes(Invite);
        Allocations.None(() =>
        {
            if (!SipText.LooksLikeSip(invite) || SipText.FrameLength(invite) <= 0) return;
            if (SipText.TryParse(invite, out var message)) ReadViews(message);
        });
    }

    private static void ReadEverything(byte[] bytes)
    {
        Assert.InRange(SipText.FrameLength(bytes), -1, bytes.Length);
        Assert.InRange(SipText.FindStart(bytes), -1, bytes.Length);
        SipText.TryParse(bytes, isCut: true, out _);
        if (!SipText.TryParse(bytes, out var message)) return;
        foreach (var header in message.Headers()) Assert.InRange(header.Start + header.Length, 0, message.HeaderLength);
        ReadViews(message);
    }

    private static int ReadViews(SipText message)
    {
        var octets = message.CSeqMethod.Length + message.CSeqNumber.Length + message.Body.Length + message.ReasonPhrase.Length
            + message.RequestUri.Length + SipVia.Parse(message.TopVia).Received.Length + SipVia.Parse(message.TopVia).Rport
            + ReadAddress(message.From) + ReadAddress(message.To);
        SipUri.TryParse(message.RequestUri, out _);
        foreach (var contact in message.ListValues("Contact"u8)) octets += ReadAddress(contact);
        message.TryGetSdp(out var sdp);
        message.TryGetSdpFragment(out var fragment);
        return octets + sdp.Length + fragment.Length;
    }

    private static int ReadAddress(ReadOnlySpan<byte> value)
    {
        var address = SipAddress.Parse(value);
        var octets = address.Tag.Length;
        if (!SipUri.TryParse(address.Uri, out var uri)) return octets;
        foreach (var parameter in uri.Parameters) octets += parameter.Name.Length;
        return octets + uri.Host.Length;
    }

    private static SipText Parse(string text)
    {
        Assert.True(SipText.TryParse(Bytes(text), out var message));
        return message;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
