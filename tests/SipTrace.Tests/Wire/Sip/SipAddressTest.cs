using System.Text;
using SipTrace.Wire.Sip;
using Xunit;

namespace SipTrace.Tests.Wire.Sip;

/// <summary>Addresses, URIs, Via values and lists, good and bad.</summary>
public class SipAddressTest
{
    [Theory]
    [InlineData("<sip:a@b>", "", "sip:a@b", "")]
    [InlineData("sip:a@b;tag=1", "", "sip:a@b", "1")]
    [InlineData("\"A \\\" < B\" <sip:a@b;x=y> ; Tag = 1", "A \\\" < B", "sip:a@b;x=y", "1")]
    [InlineData("A. G. Bell <sip:a@b>;x;tag=2", "A. G. Bell", "sip:a@b", "2")]
    [InlineData("A<sip:a@b>;tag=\"x;y\"", "A", "sip:a@b", "\"x;y\"")]
    [InlineData("\"open <sip:a@b>;tag=1", "open ", "sip:a@b", "1")]
    [InlineData("\"open", "open", "", "")]
    [InlineData("<sip:a@b", "", "sip:a@b", "")]
    [InlineData("<sip:a@b>;x=\"open;tag=1", "", "sip:a@b", "1")]
    [InlineData("\"\" sip:a@b", "", "sip:a@b", "")]
    [InlineData("*", "", "*", "")]
    [InlineData("", "", "", "")]
    public void Address(string value, string name, string uri, string tag)
    {
        var address = SipAddress.Parse(Bytes(value));
        Assert.Equal(name, Text(address.DisplayName));
        Assert.Equal(uri, Text(address.Uri));
        Assert.Equal(tag, Text(address.Tag));
    }

    [Theory]
    [InlineData("sip:alice@example.com", "sip", "alice", "example.com", 0)]
    [InlineData("SIPS:alice:secret@example.com:5061;lr?a=b", "SIPS", "alice", "example.com", 5061)]
    [InlineData("sip:example.com;lr", "sip", "", "example.com", 0)]
    [InlineData("sip:a;b=c?d@[2001:db8::1]:5070", "sip", "a;b=c?d", "2001:db8::1", 5070)]
    [InlineData("sip:a@example.com@10.0.0.1", "sip", "a@example.com", "10.0.0.1", 0)]
    [InlineData("sip:a@b?Route=%3Csip:c@d%3E", "sip", "a", "b", 0)]
    [InlineData("sip:a@2001:db8::1", "sip", "a", "2001:db8::1", 0)]
    [InlineData("sip:a@b:99999", "sip", "a", "b", 0)]
    [InlineData("sip:a@[::1", "sip", "a", "::1", 0)]
    [InlineData("tel:+1-201-555-0123;phone-context=x", "tel", "+1-201-555-0123", "", 0)]
    [InlineData("urn:service:sos", "urn", "", "", 0)]
    public void Uri(string text, string scheme, string user, string host, int port)
    {
        Assert.True(SipUri.TryParse(Bytes(text), out var uri));
        Assert.Equal((scheme, user, host, port), (Text(uri.Scheme), Text(uri.User), Text(uri.Host), uri.Port));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("example.com")]
    [InlineData(":x")]
    [InlineData("a b:x")]
    public void What_is_no_uri(string text) => Assert.False(SipUri.TryParse(Bytes(text), out _));

    [Fact]
    public void Parameters_and_headers_of_a_uri()
    {
        Assert.True(SipUri.TryParse("sip:a@b;transport=TCP;lr;ttl = 3?x=y&z=w"u8, out var uri));
        Assert.Equal("TCP", Text(uri.Parameters.Get("Transport"u8)));
        Assert.True(uri.Parameters.TryGet("lr"u8, out var lr) && lr.IsEmpty);
        Assert.Equal("3", Text(uri.Parameters.Get("ttl"u8)));
        Assert.False(uri.Parameters.TryGet("x"u8, out _));
        Assert.Equal("x=y&z=w", Text(uri.Headers));
    }

    [Fact]
    public void A_host_that_is_an_address_gives_an_endpoint()
    {
        Assert.True(SipHostPort.Parse("[2001:db8::1]:5070"u8).TryGetEndpoint(5060, out var six));
        Assert.Equal("[2001:db8::1]:5070", six.ToString());
        Assert.True(SipHostPort.Parse("192.0.2.1"u8).TryGetEndpoint(5060, out var four));
        Assert.Equal("192.0.2.1:5060", four.ToString());
        Assert.False(SipHostPort.Parse("example.com:5060"u8).TryGetEndpoint(5060, out _));
    }

    [Theory]
    [InlineData(
        "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1;received=203.0.113.1;rport=1024",
        "UDP", "192.0.2.1", 5060, "z9hG4bK1", "203.0.113.1", 1024)]
    [InlineData("SIP / 2.0 / TLS  a.example.com : 5061 ; branch = x ; rport", "TLS", "a.example.com", 5061, "x", "", 0)]
    [InlineData("SIP/2.0/WSS df7jal23ls0d.invalid;received=[2001:db8::1]", "WSS", "df7jal23ls0d.invalid", 0, "", "2001:db8::1", 0)]
    [InlineData("SIP/2.0/UDP", "UDP", "", 0, "", "", 0)]
    [InlineData("", "", "", 0, "", "", 0)]
    public void Via(string value, string transport, string host, int port, string branch, string received, int rport)
    {
        var via = SipVia.Parse(Bytes(value));
        Assert.Equal((transport, host, port), (Text(via.Transport), Text(via.SentBy.Host), via.SentBy.Port));
        Assert.Equal((branch, received, rport), (Text(via.Branch), Text(via.Received), via.Rport));
        Assert.Equal(value.Contains("rport"), via.HasRport);
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData(" a ,\r\n b ", "a|b")]
    [InlineData("\"a,b\" <sip:x,y@z>;p=\"1,2\",c", "\"a,b\" <sip:x,y@z>;p=\"1,2\"|c")]
    [InlineData(",, a,,b,", "a|b")]
    [InlineData("\"open, <sip:a@b>, c", "\"open|<sip:a@b>|c")]
    [InlineData("<open, b", "<open|b")]
    [InlineData("", "")]
    public void List(string value, string members)
    {
        var seen = new List<string>();
        foreach (var member in new SipListReader(Bytes(value))) seen.Add(Text(member));
        Assert.Equal(members, string.Join('|', seen));
    }

    [Fact]
    public void A_list_of_nothing_but_quotes_and_brackets_takes_no_time()
    {
        var members = 0;
        foreach (var _ in new SipListReader(Bytes(string.Concat(Enumerable.Repeat("\\\",<,", 100_000))))) members++;
        Assert.Equal(200_000, members);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
