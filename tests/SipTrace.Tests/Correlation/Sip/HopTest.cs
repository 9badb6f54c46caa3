using SipTrace.Correlation.Sip;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Correlation.Sip;

public class HopTest
{
    private const string Alice = "192.168.1.10:5060", Nat = "203.0.113.100:1024", Proxy = "203.0.113.10:5060", Bob = "198.51.100.46:5060", Carol = "198.51.100.47:5060";
    private const string Offer = "v=0\r\no=- 1 1 IN IP4 192.168.1.10\r\ns=-\r\nc=IN IP4 192.168.1.10\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n";
    private const string ViaOfAlice = "Via: SIP/2.0/UDP 192.168.1.10:5060;branch=z9hG4bKa\r\n";

    [Fact]
    public void A_proxy_that_forks_makes_two_hops_out_of_one_leg()
    {
        var invite = Read(new Dialogue()
            .Send(0, Alice, Proxy, "INVITE", branch: "a")
            .Send(0.01, Proxy, Bob, "INVITE", branch: "p0", more: ViaOfAlice)
            .Send(0.02, Proxy, Carol, "INVITE", branch: "p1", more: ViaOfAlice)).LogicalMessages[0];

        Assert.Equal(3, invite.Sightings.Count);
        Assert.Equal([(1, 2), (1, 3)], invite.Hops.Select(hop => (hop.Before.Frame, hop.After.Frame)));
        Assert.All(invite.Hops, hop => Assert.True(hop is { HasSipElement: true, Name: "203.0.113.10" }));
    }

    [Fact]
    public void A_response_goes_back_the_same_way()
    {
        var answer = Read(new Dialogue()
            .Send(0, Alice, Proxy, "INVITE", branch: "a")
            .Send(0.01, Proxy, Bob, "INVITE", branch: "p", more: ViaOfAlice)
            .Send(1, Bob, Proxy, "200 INVITE", toTag: "b", branch: "p", more: ViaOfAlice)
            .Send(1.01, Proxy, Alice, "200 INVITE", toTag: "b", branch: "a")).LogicalMessages[1];

        var hop = Assert.Single(answer.Hops);
        Assert.Equal((3, 4, "203.0.113.10"), (hop.Before.Frame, hop.After.Frame, hop.Name));
    }

    [Fact]
    public void A_NAT_between_two_interfaces_of_one_capture_is_no_SIP_element_and_both_legs_have_their_exchange()
    {
        var transcript = Read(new Dialogue()
            .Send(0, Alice, Bob, "INVITE", branch: "a", body: Offer)
            .Send(0.001, Nat, Bob, "INVITE", branch: "a", body: Offer)
            .Send(1, Bob, Nat, "200 INVITE", toTag: "b", branch: "a", body: Offer)
            .Send(1.001, Bob, Alice, "200 INVITE", toTag: "b", branch: "a", body: Offer));

        var (there, back) = (Assert.Single(transcript.LogicalMessages[0].Hops), Assert.Single(transcript.LogicalMessages[1].Hops));
        Assert.False(there.HasSipElement);
        Assert.Equal("something between 192.168.1.10 and 198.51.100.46", there.Name);
        Assert.Equal((3, 4, false), (back.Before.Frame, back.After.Frame, back.HasSipElement));
        Assert.Equal(2, transcript.Negotiations.Count);
        Assert.All(transcript.Negotiations, exchange => Assert.NotNull(exchange.Answer));
    }

    [Fact]
    public void Two_captures_whose_clocks_disagree_by_little_still_give_the_right_order()
    {
        var transcript = Read(new Dialogue()
            .Send(0, Nat, Proxy, "INVITE", branch: "a", point: 1)
            .Send(0.002, Alice, Proxy, "INVITE", branch: "a")
            .Send(0.003, Proxy, Bob, "INVITE", branch: "p", more: ViaOfAlice, point: 1));

        var sightings = transcript.LogicalMessages[0].Sightings;
        Assert.Equal([2, 1, 3], sightings.Select(message => message.Frame));
        Assert.Equal([(2, 1), (1, 3)], transcript.LogicalMessages[0].Hops.Select(hop => (hop.Before.Frame, hop.After.Frame)));
    }

    [Fact]
    public void What_was_not_seen_in_between_is_something_between()
    {
        var hop = Assert.Single(Read(new Dialogue()
            .Send(0, Alice, Proxy, "INVITE", branch: "a")
            .Send(0.03, "203.0.113.20:5060", Bob, "INVITE", branch: "q", more: "Via: SIP/2.0/UDP p;branch=z9hG4bKp\r\n" + ViaOfAlice)).LogicalMessages[0].Hops);

        Assert.True(hop.HasSipElement);
        Assert.True(hop.Host.IsNone);
        Assert.Equal("something between 203.0.113.10 and 203.0.113.20", hop.Name);
    }

    [Fact]
    public void Messages_that_each_element_makes_for_itself_pass_no_hop()
    {
        var transcript = Read(new Dialogue()
            .Send(0, Alice, Proxy, "INVITE", branch: "a")
            .Send(0.01, Proxy, Alice, "100 INVITE", branch: "a")
            .Send(0.02, Proxy, Bob, "INVITE", branch: "p", more: ViaOfAlice)
            .Send(0.03, Bob, Proxy, "100 INVITE", branch: "p", more: ViaOfAlice)
            .Send(1, Bob, Proxy, "486 INVITE", toTag: "b", branch: "p", more: ViaOfAlice)
            .Send(1.01, Proxy, Bob, "ACK", toTag: "b", branch: "p")
            .Send(1.02, Proxy, Alice, "486 INVITE", toTag: "b", branch: "a")
            .Send(1.03, Alice, Proxy, "ACK", toTag: "b", branch: "a"));

        Assert.Equal(["INVITE", "486"], transcript.LogicalMessages.Where(logical => logical.Hops.Count > 0)
            .Select(logical => logical.First.IsRequest ? logical.First.Method : logical.First.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("", false, "203.0.113.10:5060")]
    [InlineData(ViaOfAlice, false, "[::]:0")]
    [InlineData("", true, "[::]:0")]
    [InlineData("Record-Route: <sip:192.0.2.7;lr>\r\n", true, "203.0.113.10:5060")]
    [InlineData("Record-Route: <sip:192.0.2.7;lr>, <sip:203.0.113.10;lr>\r\n", true, "[::]:0")]
    [InlineData("Record-Route: <sip:proxy.example.com;lr>\r\n", true, "[::]:0")]
    public void The_source_is_the_authors_own_where_no_proxy_can_have_sent_it(string header, bool isResponse, string source)
    {
        var message = Read(new Dialogue().Send(0, Proxy, Bob, isResponse ? "200 INVITE" : "INVITE", toTag: "b", more: header)).Messages[0];

        Assert.Equal(source, message.OwnSource.ToString());
    }

    private static CallTranscript Read(Dialogue dialogue) => CallTranscript.Read(dialogue.Trace, dialogue.End());
}
