using System.Text;
using SipTrace.Wire.Sip;
using Xunit;

namespace SipTrace.Tests.Wire.Sip;

/// <summary>Where the session description of a message is: <see cref="SipText.TryGetSdp"/> and
/// <see cref="SipText.TryGetSdpFragment"/>.</summary>
public class SipBodyTest
{
    private const string Parts =
        "preamble\r\n--b1\r\nContent-Type: application/rs-metadata+xml\r\n\r\n<x/>\r\n"
        + "--b1\r\nContent-Disposition: session\r\nc : Application/SDP ;charset=utf-8\r\n\r\nv=0\r\nm=x\r\n\r\n--b1--\r\nepilogue";

    [Theory]
    [InlineData("application/sdp")]
    [InlineData("APPLICATION/SDP")]
    [InlineData("application/sdp ; charset=utf-8")]
    public void The_whole_body(string type) => Assert.Equal("v=0\r\n", Sdp(type, "v=0\r\n"));

    [Theory]
    [InlineData("multipart/mixed;boundary=b1")]
    [InlineData("Multipart/Mixed; charset=x; Boundary=\"b1\"")]
    public void A_part_without_the_line_end_of_the_boundary(string type) => Assert.Equal("v=0\r\nm=x\r\n", Sdp(type, Parts));

    [Fact]
    public void A_part_of_a_part() => Assert.Equal(
        "v=0\r\nm=x\r\n",
        Sdp("multipart/mixed;boundary=outer", $"--outer\r\nContent-Type: multipart/related;boundary=b1\r\n\r\n{Parts}\r\n--outer--\r\n"));

    [Fact]
    public void A_part_whose_boundary_is_cut_off() =>
        Assert.Equal("v=0\r\nm=x\r\n", Sdp("multipart/mixed;boundary=b1", Parts[..Parts.IndexOf("\r\n--b1--")]));

    [Fact]
    public void A_boundary_that_begins_like_another_is_another() => Assert.Equal(
        "v=0\r\n--b10\r\nx",
        Sdp("multipart/mixed;boundary=b1", "--b1\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n--b10\r\nx\r\n--b1--"));

    [Theory]
    [InlineData("application/dtmf-relay", "v=0\r\n")]
    [InlineData("multipart/mixed", Parts)]
    [InlineData("multipart/mixed;boundary=other", Parts)]
    [InlineData("application/sdp", "")]
    [InlineData("application/trickle-ice-sdpfrag", "a=x\r\n")]
    public void None(string type, string body) => Assert.Null(Sdp(type, body));

    [Fact]
    public void A_body_of_no_type_counts_if_it_begins_like_one()
    {
        Assert.Equal("v=0\r\n", Sdp(null, "v=0\r\n"));
        Assert.Null(Sdp(null, "Signal=5\r\n"));
    }

    [Fact]
    public void Multiparts_in_multiparts_without_end_are_given_up()
    {
        var body = "v=0";
        for (var i = 0; i < 50; i++)
        {
            var type = i == 0 ? "application/sdp" : $"multipart/mixed;boundary=b{i - 1}";
            body = $"--b{i}\r\nContent-Type: {type}\r\n\r\n{body}";
        }
        Assert.Null(Sdp("multipart/mixed;boundary=b49", body));
    }

    [Fact]
    public void A_fragment_is_no_description()
    {
        var bytes = Encoding.UTF8.GetBytes("INFO sip:a@b SIP/2.0\r\nContent-Type: application/trickle-ice-sdpfrag\r\n\r\na=mid:0\r\n");
        Assert.True(SipText.TryParse(bytes, out var message));
        Assert.False(message.TryGetSdp(out _));
        Assert.True(message.TryGetSdpFragment(out var fragment));
        Assert.Equal("a=mid:0\r\n", Encoding.UTF8.GetString(fragment));
    }

    private static string? Sdp(string? type, string body)
    {
        var bytes = Encoding.UTF8.GetBytes($"SIP/2.0 200 OK\r\n{(type is null ? "" : $"Content-Type: {type}\r\n")}\r\n{body}");
        Assert.True(SipText.TryParse(bytes, out var message));
        return message.TryGetSdp(out var sdp) ? Encoding.UTF8.GetString(sdp) : null;
    }
}
