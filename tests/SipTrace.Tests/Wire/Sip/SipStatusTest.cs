using System.Text;
using SipTrace.Wire.Sip;
using Xunit;

namespace SipTrace.Tests.Wire.Sip;

/// <summary>The constants of the IANA registries of SIP.</summary>
public class SipStatusTest
{
    [Theory]
    [InlineData(100, "Trying")]
    [InlineData(183, "Session Progress")]
    [InlineData(199, "Early Dialog Terminated")]
    [InlineData(200, "OK")]
    [InlineData(407, "Proxy Authentication Required")]
    [InlineData(440, "Max-Breadth Exceeded")]
    [InlineData(481, "Call/Transaction Does Not Exist")]
    [InlineData(487, "Request Terminated")]
    [InlineData(504, "Server Time-out")]
    [InlineData(555, "Push Notification Service Not Supported")]
    [InlineData(608, "Rejected")]
    [InlineData(299, "")]
    [InlineData(0, "")]
    public void Default_reason(int code, string reason) => Assert.Equal(reason, SipStatus.DefaultReason(code));

    [Fact]
    public void There_are_so_many_codes() => Assert.Equal(77, Enumerable.Range(0, 1000).Count(code => SipStatus.DefaultReason(code) != ""));

    [Fact]
    public void Every_listed_method_is_known_and_no_other_spelling()
    {
        Assert.Equal(14, SipMethods.All.Distinct().Count());
        foreach (var method in SipMethods.All)
        {
            Assert.True(SipMethods.IsKnown(Encoding.ASCII.GetBytes(method)), method);
            Assert.False(SipMethods.IsKnown(Encoding.ASCII.GetBytes(method.ToLowerInvariant())), method);
            Assert.False(SipMethods.IsKnown(Encoding.ASCII.GetBytes(method + "X")), method);
        }
    }

    [Theory]
    [InlineData("a", "Accept-Contact")]
    [InlineData("B", "Referred-By")]
    [InlineData("c", "Content-Type")]
    [InlineData("d", "Request-Disposition")]
    [InlineData("e", "Content-Encoding")]
    [InlineData("f", "From")]
    [InlineData("i", "Call-ID")]
    [InlineData("j", "Reject-Contact")]
    [InlineData("k", "Supported")]
    [InlineData("l", "Content-Length")]
    [InlineData("m", "Contact")]
    [InlineData("n", "Identity-Info")]
    [InlineData("o", "Event")]
    [InlineData("r", "Refer-To")]
    [InlineData("s", "Subject")]
    [InlineData("t", "To")]
    [InlineData("u", "Allow-Events")]
    [InlineData("v", "Via")]
    [InlineData("x", "Session-Expires")]
    [InlineData("y", "Identity")]
    [InlineData("z", "z")]
    [InlineData("To", "To")]
    public void Compact_forms(string written, string full) =>
        Assert.Equal(full, Encoding.ASCII.GetString(SipHeaderName.Expand(Encoding.ASCII.GetBytes(written))));
}
