using System.Text;
using SipTrace.Tests.Support;
using SipTrace.Wire.Sip;
using Xunit;

namespace SipTrace.Tests.Wire.Sip;

/// <summary>Every message of RFC 4475 and RFC 5118, in its archive form and as it would be on the wire, yields what torture.tsv
/// says.</summary>
public class TortureTest
{
    public static TheoryData<string, string, string, string, string, int> Messages()
    {
        var data = new TheoryData<string, string, string, string, string, int>();
        foreach (var row in Fixture.Rows("torture/torture.tsv"))
        {
            foreach (var file in new[] { row[0], row[1] }.Distinct()) data.Add(file, row[6], row[7], row[8], row[9], int.Parse(row[10]));
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_yields_what_the_table_says(
        string file, string startToken, string callId, string number, string method, int mediaLines)
    {
        Assert.True(SipText.TryParse(Fixture.Bytes("torture/" + file), out var message));
        Assert.Equal(startToken, Text(message.IsRequest ? message.Method : message.StatusText));
        Assert.Equal(callId, Text(message.CallId));
        Assert.Equal(number, Text(message.CSeqNumber));
        Assert.Equal(method, Text(message.CSeqMethod));
        Assert.Equal(mediaLines, message.TryGetSdp(out var sdp) ? Text(sdp).Split('\n').Count(line => line.StartsWith("m=")) : 0);
    }

    [Fact]
    public void All_messages_are_there() => Assert.Equal(62, Fixture.Rows("torture/torture.tsv").Count());

    [Fact]
    public void Folded_and_compact_fields_of_wsinv()
    {
        var message = Parse("rfc4475/wsinv.dat");
        Assert.Equal("1918181833n", Text(SipAddress.Parse(message.To).Tag));
        Assert.Equal("98asjd8", Text(SipAddress.Parse(message.From).Tag));
        Assert.Equal("""J Rosenberg \\\" """.TrimEnd(), Text(SipAddress.Parse(message.From).DisplayName));
        Assert.Equal("192.0.2.2", Text(SipVia.Parse(message.TopVia).SentBy.Host));
        Assert.Equal(150, message.ContentLength);
        var hosts = new List<string>();
        var branches = new List<string>();
        foreach (var value in message.ListValues("Via"u8))
        {
            hosts.Add(Text(SipVia.Parse(value).SentBy.Host));
            branches.Add(Text(SipVia.Parse(value).Branch));
        }
        Assert.Equal(["192.0.2.2", "spindle.example.com", "192.168.255.111"], hosts);
        Assert.Equal(["390skdjuw", "z9hG4bK9ikj8", "z9hG4bK30239"], branches);
        Assert.True(message.TryGetHeader("unknownheaderwithunusualvalue"u8, out var unusual));
        Assert.Equal(";;,,;;,;", Text(unusual));
        Assert.True(message.TryGetHeader("newfangledheader"u8, out var fangled));
        Assert.Equal("newfangled value continued newfangled value", SipText.Unfold(fangled));
        Assert.True(message.TryGetHeader("Subject"u8, out var subject));
        Assert.True(subject.IsEmpty);
    }

    [Fact]
    public void Escapes_are_no_names()
    {
        var contacts = 0;
        foreach (var _ in Parse("rfc4475/esc02.dat").ListValues("Contact"u8)) contacts++;
        Assert.Equal(2, contacts);
    }

    [Theory]
    [InlineData("rfc4475/esc01.dat", "sips%3Auser%40example.com")]
    [InlineData("rfc4475/semiuri.dat", "user;par=u%40example.net")]
    [InlineData("rfc4475/escnull.dat", "")]
    [InlineData("rfc4475/ltgtruri.dat", "user")]
    [InlineData("rfc4475/lwsruri.dat", "user")]
    [InlineData("rfc4475/lwsstart.dat", "user")]
    public void User_of_the_request_uri(string file, string user)
    {
        Assert.True(SipUri.TryParse(Parse(file).RequestUri, out var uri));
        Assert.Equal(user, Text(uri.User));
    }

    [Fact]
    public void A_display_name_needs_no_blank_after_it()
    {
        var from = SipAddress.Parse(Parse("rfc4475/lwsdisp.dat").From);
        Assert.Equal("caller", Text(from.DisplayName));
        Assert.Equal("323", Text(from.Tag));
    }

    [Fact]
    public void All_vias_of_longreq()
    {
        var vias = 0;
        foreach (var _ in Parse("rfc4475/longreq.dat").ListValues("Via"u8)) vias++;
        Assert.Equal(34, vias);
    }

    [Fact]
    public void A_datagram_holds_one_message_and_a_stream_two()
    {
        var bytes = Fixture.Bytes("torture/rfc4475/dblreq.dat");
        Assert.True(SipText.TryParse(bytes, out var datagram));
        Assert.Equal(0, datagram.Body.Length);
        var first = SipText.FrameLength(bytes);
        Assert.Equal(datagram.Length, first);
        Assert.True(SipText.TryParse(bytes.AsSpan(first), out var second));
        Assert.Equal("dblreq.0ha0isnda977644900765@192.0.2.15", Text(second.CallId));
    }

    [Fact]
    public void Transports_may_be_unknown()
    {
        var transports = new List<string>();
        foreach (var value in Parse("rfc4475/transports.dat").ListValues("Via"u8)) transports.Add(Text(SipVia.Parse(value).Transport));
        Assert.Equal(["UDP", "SCTP", "TLS", "UNKNOWN", "TCP"], transports);
    }

    [Fact]
    public void A_binary_part_of_a_multipart_keeps_its_nulls()
    {
        var message = Parse("rfc4475/mpart01.dat");
        Assert.Equal(553, message.Body.Length);
        Assert.True(message.Body.Contains((byte)0));
    }

    [Theory]
    [InlineData("rfc4475/unreason.dat", 200, "= 2**3 * 5**2 но сто девяносто девять - простое")]
    [InlineData("rfc4475/noreason.dat", 100, "")]
    [InlineData("rfc4475/bigcode.dat", 0, "better not break the receiver")]
    public void Code_and_reason(string file, int code, string reason)
    {
        var message = Parse(file);
        Assert.Equal(code, message.StatusCode);
        Assert.Equal(reason, Text(message.ReasonPhrase));
    }

    [Fact]
    public void A_body_shorter_than_its_length_is_taken_and_marked()
    {
        var message = Parse("rfc4475/clerr.dat");
        Assert.Equal(9999, message.ContentLength);
        Assert.True(message.IsBodyCut);
        Assert.Equal(0, SipText.FrameLength(message.Bytes));
    }

    [Fact]
    public void A_negative_length_is_none()
    {
        var message = Parse("rfc4475/ncl.dat");
        Assert.Null(message.ContentLength);
        Assert.Equal(message.HeaderLength, SipText.FrameLength(message.Bytes, out var isLengthKnown));
        Assert.False(isLengthKnown);
    }

    [Theory]
    [InlineData("rfc4475/scalar02.dat")]
    [InlineData("rfc4475/scalarlg.dat")]
    public void A_number_beyond_32_bits_does_not_wrap(string file) => Assert.False(Parse(file).TryGetCSeq(out _));

    [Fact]
    public void A_quote_left_open_swallows_nothing()
    {
        var to = SipAddress.Parse(Parse("rfc4475/quotbal.dat").To);
        Assert.Equal("sip:j.user@example.com", Text(to.Uri));
        Assert.Equal("Mr. J. User ", Text(to.DisplayName));
    }

    [Fact]
    public void A_comma_in_a_display_name_does_not_split_from()
    {
        var message = Parse("rfc4475/baddn.dat");
        Assert.Equal("43", Text(SipAddress.Parse(message.From).Tag));
        Assert.Equal("sip:a.g.bell@example.com", Text(SipAddress.Parse(message.From).Uri));
    }

    [Fact]
    public void The_version_is_kept_as_written() => Assert.Equal("SIP/7.0", Text(Parse("rfc4475/badvers.dat").Version));

    [Fact]
    public void The_bare_cookie_tells_no_transactions_apart()
    {
        Assert.False(SipVia.Parse(Parse("rfc4475/badbranch.dat").TopVia).HasUsableBranch);
        Assert.True(SipVia.Parse(Parse("rfc4475/dblreq.dat").TopVia).HasUsableBranch);
    }

    [Fact]
    public void Two_lengths_that_differ_are_none()
    {
        var message = Parse("rfc4475/mcl01.dat");
        Assert.Null(message.ContentLength);
        Assert.Equal(message.Bytes.Length, message.Length);
    }

    [Fact]
    public void Parameters_belong_to_the_header_or_to_the_uri()
    {
        var header = SipAddress.Parse(Parse("rfc4475/cparam01.dat").Contact);
        var uri = SipAddress.Parse(Parse("rfc4475/cparam02.dat").Contact);
        Assert.True(header.Parameters.TryGet("unknownparam"u8, out _));
        Assert.False(uri.Parameters.TryGet("unknownparam"u8, out _));
        Assert.True(SipUri.TryParse(uri.Uri, out var parsed) && parsed.Parameters.TryGet("unknownparam"u8, out _));
    }

    [Theory]
    [InlineData("ipv6-good", "2001:db8::10", 0)]
    [InlineData("ipv6-bad", "2001:db8::10", 0)]
    [InlineData("port-ambiguous", "2001:db8::10:5070", 0)]
    [InlineData("port-unambiguous", "2001:db8::10", 5070)]
    public void Ipv6_hosts(string file, string host, int port)
    {
        Assert.True(SipUri.TryParse(Parse($"rfc5118-wire/{file}.sip").RequestUri, out var uri));
        Assert.Equal(host, Text(uri.Host));
        Assert.Equal(port, uri.Port);
    }

    [Theory]
    [InlineData("via-received-param-with-delim")]
    [InlineData("via-received-param-no-delim")]
    public void Received_with_and_without_brackets(string file) =>
        Assert.Equal("2001:db8::9:255", Text(SipVia.Parse(Parse($"rfc5118-wire/{file}.sip").TopVia).Received));

    private static SipText Parse(string file)
    {
        Assert.True(SipText.TryParse(Fixture.Bytes("torture/" + file), out var message));
        return message;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
