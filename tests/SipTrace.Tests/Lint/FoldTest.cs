using SipTrace.Lint;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Lint;

/// <summary>What is told once, and what stays the same from one capture to the next.</summary>
public class FoldTest
{
    private const string Body = "v=0\no=- 20017 1 IN IP4 192.0.2.23\ns=call\nc=IN IP4 192.0.2.23\nt=0 0\na=rtcp:11781\nm=audio 11780 RTP/AVP 8 0\na=oldmediaip:10.0.0.1\n";

    private static readonly Linter linter = new(RuleCatalogue.All);

    [Fact]
    public void A_message_on_two_legs_is_one_finding_at_the_first()
    {
        var text = new Example().Invite(Body).ToString();
        var beyond = new Example("203.0.113.5:5060", "203.0.113.7:5060").At(0.2).Invite(Body).ToString();
        var finding = Assert.Single(Of(text + beyond, "SDP011"));
        Assert.Equal("192.0.2.23:5060", $"{finding.Place.Message!.Source}");
        Assert.Equal(1, finding.Count);
    }

    [Fact]
    public void A_habit_of_one_phone_is_one_finding_with_a_count()
    {
        var again = Body.Replace("20017 1", "20017 2");
        var text = new Example().Invite(Body).Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8")).Ack()
            .Invite(again).Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8")).Ack().ToString();
        Assert.Equal(2, Assert.Single(Of(text, "SDP014")).Count);
        Assert.Equal(2, Assert.Single(Of(text, "SDP011")).Count);
    }

    [Fact]
    public void A_message_that_was_cut_is_not_judged()
    {
        var trace = CallText.Read(new Example().Invite(Body).ToString());
        Assert.NotEmpty(trace.Check(linter));
        Assert.Empty(CallText.Read(new Example().Invite(Body).ToString(), snapLength: 400).Check(linter));
    }

    [Fact]
    public void A_fingerprint_holds_over_calls_and_ports_but_not_over_user_agents()
    {
        const string phone = "User-Agent: Phone 1.0\n";
        var one = Assert.Single(Of(new Example().Invite(Body, headers: phone).ToString(), "SDP014"));
        var other = Assert.Single(Of(new Example("192.0.2.99:5062").At(7).Invite(Body.Replace("11780", "30000").Replace("10.0.0.1", "10.0.0.77"), headers: phone).ToString()
            .Replace("example@", "another@"), "SDP014"));
        var stranger = Assert.Single(Of(new Example().Invite(Body, headers: "User-Agent: Gateway\n").ToString(), "SDP014"));
        Assert.Equal(one.Fingerprint, other.Fingerprint);
        Assert.NotEqual(one.Fingerprint, stranger.Fingerprint);
    }

    private static IEnumerable<Finding> Of(string text, string code) => CallText.Read(text).Check(linter).Where(finding => finding.Rule.Code == code);
}
