using System.Net;
using System.Text;
using SipTrace.Wire.Bytes;

namespace SipTrace.Tests.Wire.Bytes;

public class EndpointTextTest
{
    [Theory]
    [InlineData("0.0.0.0", 1, "0.0.0.0:1")]
    [InlineData("255.255.255.255", 65535, "255.255.255.255:65535")]
    [InlineData("192.0.2.10", 0, "192.0.2.10:0")]
    [InlineData("2001:db8::1", 5060, "[2001:db8::1]:5060")]
    [InlineData("::", 5060, "[::]:5060")]
    [InlineData("ffff:eeee:dddd:cccc:bbbb:aaaa:9999:8888", 65535, "[ffff:eeee:dddd:cccc:bbbb:aaaa:9999:8888]:65535")]
    public void An_endpoint_is_written_as_in_a_uri(string address, int port, string text)
    {
        var endpoint = Endpoint.From(IPAddress.Parse(address), (ushort)port);
        Span<byte> octets = stackalloc byte[Endpoint.MaxLength];
        Assert.Equal(text, Encoding.ASCII.GetString(octets[..endpoint.Format(octets)]));
        Assert.Equal(text, endpoint.ToString());
    }
}
