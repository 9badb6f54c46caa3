using SipTrace.Correlation.Sip;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Correlation.Sip;

public class CallStateTest
{
    private const string Alice = "10.1.0.10:5060", Proxy = "203.0.113.10:5060", Bob = "10.2.0.20:5060";

    private static Dialogue Ringing() => new Dialogue()
        .Send(0, Alice, Bob, "INVITE")
        .Send(0.01, Bob, Alice, "100 INVITE")
        .Send(0.25, Bob, Alice, "180 INVITE", toTag: "x");

    [Fact]
    public void An_answered_call_that_ends_by_bye_is_completed()
    {
        var call = Ringing()
            .Send(2, Bob, Alice, "200 INVITE", toTag: "x")
            .Send(2.1, Alice, Bob, "ACK", toTag: "x")
            .Send(9.5, Bob, Alice, "BYE", fromTag: "x", toTag: "a")
            .Send(9.6, Alice, Bob, "200 BYE", fromTag: "x", toTag: "a").End();
        Assert.Equal(CallState.Completed, call.State);
        Assert.Equal(TimeSpan.FromMilliseconds(250), call.SetupTime);
        Assert.Equal(TimeSpan.FromSeconds(2), call.AnswerTime);
        Assert.Equal(TimeSpan.FromSeconds(7.5), call.Duration);
        Assert.Equal(CallEnd.Callee, call.EndedBy);
        Assert.Equal(200, call.FinalStatus);
        var dialog = Assert.Single(call.Dialogs);
        Assert.Equal(("a", "x", DialogState.Terminated), (dialog.LocalTag, dialog.RemoteTag, dialog.State));
    }

    [Fact]
    public void Without_bye_the_call_goes_on_and_has_no_duration()
    {
        var call = Ringing().Send(2, Bob, Alice, "200 INVITE", toTag: "x").End();
        Assert.Equal(CallState.InCall, call.State);
        Assert.Null(call.Duration);
        Assert.Null(call.Ended);
    }

    [Theory]
    [InlineData(302, CallState.Diverted)]
    [InlineData(404, CallState.Rejected)]
    [InlineData(486, CallState.Busy)]
    [InlineData(600, CallState.Busy)]
    [InlineData(603, CallState.Rejected)]
    [InlineData(408, CallState.Failed)]
    [InlineData(503, CallState.Failed)]
    public void A_refusal_tells_the_state(int status, CallState state)
    {
        var call = Ringing().Send(1, Bob, Alice, $"{status} INVITE", toTag: "x").End();
        Assert.Equal(state, call.State);
        Assert.Equal(status, call.FinalStatus);
        Assert.Null(call.Answered);
    }

    [Fact]
    public void A_challenge_is_answered_by_the_next_invite()
    {
        var call = new Dialogue()
            .Send(0, Alice, Proxy, "INVITE")
            .Send(0.1, Proxy, Alice, "407 INVITE", toTag: "p")
            .Send(0.2, Alice, Proxy, "INVITE", cseq: 2, branch: "b2")
            .Send(0.7, Proxy, Alice, "180 INVITE", cseq: 2, branch: "b2", toTag: "x")
            .Send(1.2, Proxy, Alice, "200 INVITE", cseq: 2, branch: "b2", toTag: "x").End();
        Assert.Equal(CallState.InCall, call.State);
        Assert.Equal(TimeSpan.FromSeconds(0.5), call.SetupTime);
        Assert.Equal(TimeSpan.FromSeconds(1), call.AnswerTime);
    }

    [Fact]
    public void A_cancelled_call_was_ended_by_the_caller()
    {
        var call = Ringing()
            .Send(3, Alice, Bob, "CANCEL")
            .Send(3.1, Bob, Alice, "200 CANCEL")
            .Send(3.2, Bob, Alice, "487 INVITE", toTag: "x").End();
        Assert.Equal(CallState.Cancelled, call.State);
        Assert.Equal(CallEnd.Caller, call.EndedBy);
    }

    [Fact]
    public void An_answer_that_crosses_the_cancel_wins()
    {
        var call = Ringing()
            .Send(3, Alice, Bob, "CANCEL")
            .Send(3.01, Bob, Alice, "200 INVITE", toTag: "x")
            .Send(3.1, Bob, Alice, "200 CANCEL").End();
        Assert.Equal(CallState.InCall, call.State);
    }

    [Fact]
    public void A_busy_branch_of_a_fork_does_not_refuse_the_call()
    {
        var call = new Dialogue()
            .Send(0, Alice, Proxy, "INVITE")
            .Send(0.01, Proxy, Bob, "INVITE", branch: "p1")
            .Send(0.01, Proxy, "10.3.0.30:5060", "INVITE", branch: "p2")
            .Send(0.2, Bob, Proxy, "486 INVITE", branch: "p1", toTag: "x")
            .Send(1, "10.3.0.30:5060", Proxy, "200 INVITE", branch: "p2", toTag: "y")
            .Send(1.1, Proxy, Alice, "200 INVITE", toTag: "y").End();
        Assert.Equal(CallState.InCall, call.State);
        Assert.Equal(TimeSpan.FromSeconds(1), call.AnswerTime);
    }

    [Fact]
    public void A_capture_that_begins_in_mid_call_shows_a_call_without_answer_time()
    {
        var call = new Dialogue()
            .Send(0, Alice, Bob, "INVITE", cseq: 7, toTag: "x")
            .Send(0.1, Bob, Alice, "200 INVITE", cseq: 7, toTag: "x")
            .Send(5, Alice, Bob, "BYE", cseq: 8, toTag: "x", branch: "b8").End();
        Assert.Equal(CallState.Completed, call.State);
        Assert.Null(call.Answered);
        Assert.Null(call.Duration);
    }

    [Fact]
    public void A_registration_is_judged_by_its_last_request()
    {
        var dialogue = new Dialogue()
            .Send(0, Alice, Proxy, "REGISTER")
            .Send(0.1, Proxy, Alice, "401 REGISTER", toTag: "p");
        Assert.Equal(CallState.Failed, dialogue.Trace.Calls[0].State);
        dialogue.Send(0.2, Alice, Proxy, "REGISTER", cseq: 2, branch: "b2");
        Assert.Equal(CallState.Pending, dialogue.Trace.Calls[0].State);
        Assert.Equal(CallState.Succeeded, dialogue.Send(0.3, Proxy, Alice, "200 REGISTER", cseq: 2, branch: "b2", toTag: "p").End().State);
    }

    [Fact]
    public void A_bye_that_only_the_proxy_sent_came_from_the_network()
    {
        var call = new Dialogue()
            .Send(0, Alice, Proxy, "INVITE")
            .Send(0.01, Proxy, Bob, "INVITE", branch: "p1")
            .Send(1, Bob, Proxy, "200 INVITE", branch: "p1", toTag: "x")
            .Send(1.1, Proxy, Alice, "200 INVITE", toTag: "x")
            .Send(60, Proxy, Alice, "BYE", branch: "p9", fromTag: "x", toTag: "a")
            .Send(60, Proxy, Bob, "BYE", branch: "p8", toTag: "x").End();
        Assert.Equal(CallEnd.Network, call.EndedBy);
    }
}
