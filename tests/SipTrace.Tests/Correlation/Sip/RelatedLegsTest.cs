using SipTrace.Tests.Support;

namespace SipTrace.Tests.Correlation.Sip;

public class RelatedLegsTest
{
    private const string Alice = "10.1.0.10:5060", Pbx = "203.0.113.10:5060", Bob = "10.2.0.20:5060";

    [Theory]
    [InlineData("X-Call-ID: leg1\r\n", "X-Call-ID")]
    [InlineData("X-CID: leg1\r\n", "X-CID")]
    [InlineData("Replaces: leg1;to-tag=x;from-tag=a\r\n", "Replaces")]
    public void A_header_that_names_the_other_leg_ties_them(string header, string why)
    {
        var calls = new Dialogue()
            .Send(0, Alice, Pbx, "INVITE", callId: "leg1")
            .Send(30, Bob, "10.9.9.9:5060", "INVITE", callId: "leg2", more: header, user: "carol").EndAll();
        var related = Assert.Single(calls[1].Related);
        Assert.Equal((calls[0], why), (related.Call, related.Why));
        Assert.Same(calls[1], Assert.Single(calls[0].Related).Call);
    }

    [Fact]
    public void A_back_to_back_agent_is_found_by_time_and_users()
    {
        var calls = new Dialogue()
            .Send(0, Alice, Pbx, "INVITE", callId: "leg1")
            .Send(0.2, Pbx, Bob, "INVITE", callId: "leg2").EndAll();
        Assert.Equal("same users within 0.2 s through 203.0.113.10", Assert.Single(calls[0].Related).Why);
    }

    [Fact]
    public void Two_callers_of_one_server_are_not_related()
    {
        var calls = new Dialogue()
            .Send(0, Alice, Pbx, "INVITE", callId: "leg1")
            .Send(0.2, Bob, Pbx, "INVITE", callId: "leg2").EndAll();
        Assert.All(calls, call => Assert.Empty(call.Related));
    }

    [Fact]
    public void An_all_zero_session_id_ties_nothing()
    {
        const string nobody = "Session-ID: 00000000000000000000000000000000\r\n";
        var calls = new Dialogue()
            .Send(0, Alice, Pbx, "INVITE", callId: "leg1", more: nobody)
            .Send(0.2, Bob, Alice, "INVITE", callId: "leg2", more: nobody).EndAll();
        Assert.All(calls, call => Assert.Empty(call.Related));
    }

    [Fact]
    public void A_transfer_ties_the_call_it_makes()
    {
        var calls = new Dialogue()
            .Send(0, Alice, Bob, "INVITE", callId: "leg1")
            .Send(5, Alice, Bob, "REFER", cseq: 2, toTag: "x", callId: "leg1", branch: "r", more: "Refer-To: <sip:carol@example.com>\r\n")
            .Send(5.2, Bob, "10.3.0.30:5060", "INVITE", callId: "leg2", user: "carol", more: "Referred-By: <sip:alice@example.com>\r\n").EndAll();
        Assert.Equal("Refer-To/Referred-By", Assert.Single(calls[1].Related).Why);
    }
}
