using System.Text;
using SipTrace.Wire.Sip;

namespace SipTrace.Tests.Wire.Sip;

public class SipDtmfTest
{
    [Theory]
    [InlineData("application/dtmf-relay", "Signal=5\r\nDuration=160", '5')]
    [InlineData("application/dtmf-relay", "Duration= 160\r\nsignal = *", '*')]
    [InlineData("Application/DTMF-Relay;x=y", "Signal=11", '#')]
    [InlineData("application/dtmf-relay", "Signal=16", '!')]
    [InlineData("application/dtmf", "d", 'D')]
    [InlineData("application/dtmf", "Signal=9", '9')]
    public void A_key_is_read_from_what_vendors_send(string type, string body, char key)
    {
        Assert.True(SipText.TryParse(Info(type, body), out var message));
        Assert.True(SipDtmf.TryRead(message, out var read));
        Assert.Equal(key, read);
    }

    [Theory]
    [InlineData("application/dtmf-relay", "5")]
    [InlineData("application/dtmf-relay", "Signal=77")]
    [InlineData("application/dtmf-relay", "")]
    [InlineData("application/dtmf", "x")]
    [InlineData("text/plain", "Signal=5")]
    public void Anything_else_is_no_key(string type, string body)
    {
        Assert.True(SipText.TryParse(Info(type, body), out var message));
        Assert.False(SipDtmf.TryRead(message, out _));
    }

    private static byte[] Info(string type, string body) => Encoding.ASCII.GetBytes($"INFO sip:b@example.com SIP/2.0\r\nCall-ID: 1\r\nCSeq: 2 INFO\r\n"
        + $"Content-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
}
