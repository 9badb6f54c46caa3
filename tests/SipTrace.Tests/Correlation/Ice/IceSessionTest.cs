using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Media;
using SipTrace.Tests.Support;
using static SipTrace.Tests.Correlation.Ice.IceScene;

namespace SipTrace.Tests.Correlation.Ice;

public class IceSessionTest
{
    [Fact]
    public void Checks_of_both_sides_that_succeed_and_a_nomination_complete_a_session()
    {
        var session = new IceScene().Exchange(0)
            .Check(0.1, Alice, Bob, "bbbb:aaaa").Check(0.12, Bob, Alice, "aaaa:bbbb", isControlling: false)
            .Check(0.3, Alice, Bob, "bbbb:aaaa", nominates: true).Session();

        Assert.Equal((IceOutcome.Completed, NominationStyle.Regular, IceSide.Offerer), (session.Outcome, session.Nomination, session.Controlling));
        Assert.True(session.IsControllingSeen);
        var selected = Assert.Single(session.Selected);
        Assert.Equal((1, Alice, Bob, "host", "host"), (selected.Component, selected.Offerer.ToString(), selected.Answerer.ToString(), selected.OffererType, selected.AnswererType));
        Assert.All(session.Pairs, pair => Assert.Equal((PairState.Succeeded, CheckIntegrity.Ok), (pair.State, pair.Integrity)));
        Assert.Equal(2, session.Pairs.Count);
        Assert.Equal(TimeSpan.FromMilliseconds(10), session.Pairs[0].RoundTrip);
        // 2^32 * MIN(G,D) + 2 * MAX(G,D) + (G > D), RFC 8445 §6.1.2.3
        Assert.Equal((2130706431ul << 32) + 2 * 2130706431ul, session.Pairs[0].Priority);
        Assert.True(session.Pairs[1].IsTriggered);
    }

    [Fact]
    public void Every_check_with_USE_CANDIDATE_is_aggressive()
    {
        var session = new IceScene().Exchange(0).Check(0.1, Alice, Bob, "bbbb:aaaa", nominates: true).Session();

        Assert.Equal((IceOutcome.Completed, NominationStyle.Aggressive), (session.Outcome, session.Nomination));
        Assert.Contains(session.Pairs, pair => pair is { State: PairState.Unseen, Sender: IceSide.Answerer });
    }

    [Fact]
    public void New_ufrags_are_a_restart_and_a_check_with_the_old_password_is_of_a_stale_generation()
    {
        var sessions = new IceScene().Exchange(0).Check(0.1, Alice, Bob, "bbbb:aaaa", nominates: true)
            .Exchange(5, "cccc", "dddd").Check(5.1, Alice, Bob, "dddd:cccc", password: PasswordOf("bbbb"), mapped: "").Sessions();

        Assert.Equal([(0, IceOutcome.Completed), (1, IceOutcome.Running)], sessions.Select(s => (s.Generation, s.Outcome)));
        var pair = Assert.Single(sessions[1].Pairs, pair => pair.Checks > 0);
        Assert.Equal((CheckIntegrity.Bad, "fits the password of ufrag bbbb, another generation of the same agent"), (pair.Integrity, pair.IntegrityNote));
        Assert.Equal(CheckIntegrity.Ok, sessions[0].Pairs.Single(p => p.Checks > 0).Integrity);
    }

    [Theory]
    [InlineData("password-of-the-agent-aaaa", CheckIntegrity.Bad, "fits the password of ufrag aaaa, of the other side")]
    [InlineData("a guess", CheckIntegrity.Bad, "fits no password of the call")]
    [InlineData("", CheckIntegrity.Absent, null)]
    [InlineData(null, CheckIntegrity.Ok, null)]
    public void Integrity_is_judged_by_the_passwords_of_the_call(string? password, CheckIntegrity expected, string? note)
    {
        var pair = new IceScene().Exchange(0).Check(0.1, Alice, Bob, "bbbb:aaaa", password, mapped: "").Session().Pairs[0];

        Assert.Equal((expected, note), (pair.Integrity, pair.IntegrityNote));
    }

    [Fact]
    public void Two_forks_of_one_offer_are_two_sessions_and_the_wrong_password_is_told_by_its_fork()
    {
        var sessions = new IceScene().Exchange(0).Answer(0.02, "ffff", "f")
            .Check(0.1, Alice, Bob, "bbbb:aaaa").Check(0.2, Alice, Bob, "ffff:aaaa", password: PasswordOf("bbbb"), mapped: "").Sessions();

        Assert.Equal(["b", "f"], sessions.Select(session => session.DialogTag));
        Assert.All(sessions, session => Assert.Equal(0, session.Generation));
        Assert.Equal("fits the password of ufrag bbbb, another fork of the call", sessions[1].Pairs[0].IntegrityNote);
    }

    [Fact]
    public void A_role_conflict_is_counted_and_the_last_role_counts()
    {
        var session = new IceScene().Exchange(0)
            .Check(0.1, Alice, Bob, "bbbb:aaaa", error: 487).Check(0.2, Alice, Bob, "bbbb:aaaa", isControlling: false)
            .Check(0.3, Bob, Alice, "aaaa:bbbb", nominates: true).Session();

        Assert.Equal((1, IceSide.Answerer, IceOutcome.Completed), (session.RoleConflicts, session.Controlling, session.Outcome));
        Assert.Equal([487], session.Pairs[0].Errors);
        Assert.Equal(PairState.Succeeded, session.Pairs[0].State);
    }

    [Fact]
    public void A_lite_agent_sends_no_checks_and_its_full_peer_controls()
    {
        var session = new IceScene().Exchange(0, session: "a=ice-lite\r\n").Session();

        Assert.Equal((true, IceSide.Offerer, false), (session.Answerer!.IsLite, session.Controlling, session.IsControllingSeen));
        Assert.Equal(IceSide.Offerer, Assert.Single(session.Pairs).Sender);
    }

    [Fact]
    public void An_answer_from_elsewhere_is_no_success()
    {
        var session = new IceScene().Exchange(0).Check(0.1, Alice, Bob, "bbbb:aaaa", nominates: true, answerFrom: "198.51.100.2:5002").Session();

        var pair = session.Pairs[0];
        Assert.Equal((PairState.Failed, "answered from 198.51.100.2:5002, which is not where it was asked"), (pair.State, pair.Reason));
        Assert.Empty(session.Selected);
    }

    [Fact]
    public void Repeated_checks_are_counted_and_give_no_round_trip_time()
    {
        var pair = new IceScene().Exchange(0).Check(0.1, Alice, Bob, "bbbb:aaaa", repeats: 2).Session().Pairs[0];

        Assert.Equal((3, 2, 1, PairState.Succeeded), (pair.Checks, pair.Retransmissions, pair.Responses, pair.State));
        Assert.Null(pair.RoundTrip);
    }

    [Fact]
    public void Consent_that_nobody_gives_for_thirty_seconds_expires()
    {
        var scene = new IceScene().Exchange(0).Check(0.1, Alice, Bob, "bbbb:aaaa", nominates: true);
        for (var at = 5; at <= 20; at += 5) scene.Check(at, Alice, Bob, "bbbb:aaaa");
        for (var at = 25; at <= 55; at += 5) scene.Check(at, Alice, Bob, "bbbb:aaaa", mapped: "");
        var session = scene.Session();

        Assert.Equal((11, true, IceOutcome.Completed), (session.ConsentChecks, session.HasConsentExpired, session.Outcome));
        Assert.Equal(20.01, session.LastConsent!.Value.Nanoseconds / 1e9, 3);
    }

    [Fact]
    public void An_address_that_no_SDP_announced_is_peer_reflexive()
    {
        const string outside = "203.0.113.7:6000";
        var session = new IceScene().Exchange(0).Check(0.1, outside, Bob, "bbbb:aaaa", nominates: true).Session();

        var pair = session.Pairs[0];
        Assert.Equal((outside, "prflx", "host", true), (pair.From.ToString(), pair.FromType, pair.ToType, pair.IsDiscovery));
        Assert.Equal("prflx", Assert.Single(session.Selected).OffererType);
    }

    [Fact]
    public void Checks_without_signalling_make_a_session_of_their_ufrags()
    {
        var session = Assert.Single(new IceScene()
            .Check(1, Alice, Bob, "bbbb:aaaa", isControlling: false).Check(1.01, Bob, Alice, "aaaa:bbbb").Check(1.2, Bob, Alice, "aaaa:bbbb", nominates: true)
            .WithoutCall());

        Assert.Null(session.Call);
        Assert.Equal(("bbbb", "aaaa", IceSide.Offerer, IceOutcome.Completed), (session.Offerer.Ufrag, session.Answerer!.Ufrag, session.Controlling, session.Outcome));
        Assert.All(session.Pairs, pair => Assert.Equal(CheckIntegrity.NoKey, pair.Integrity));
        Assert.Equal((Bob, Alice), (session.Selected[0].Offerer.ToString(), session.Selected[0].Answerer.ToString()));
    }

    [Fact]
    public void An_offer_that_names_the_selected_candidates_tells_of_success_where_no_check_is_seen()
    {
        var session = new IceScene().Exchange(0).Exchange(2, offerMore: $"a=remote-candidates:1 {Bob.Replace(':', ' ')}\r\n").Session();

        Assert.Equal((IceOutcome.Completed, true), (session.Outcome, session.HasUpdatedOffer));
        Assert.Null(session.FirstCheck);
    }

    [Fact]
    public void Indications_on_its_paths_keep_them_open()
    {
        var indication = new StunBytes(0x0011, 99).Build();
        var session = new IceScene().Exchange(0).Check(0.1, Alice, Bob, "bbbb:aaaa", nominates: true)
            .Raw(15, Alice, Bob, indication).Raw(30, Bob, Alice, indication).Raw(30, Bob, "198.51.100.9:9", indication).Session();

        Assert.Equal(2, session.KeepAlives);
    }

    [Fact]
    public void The_word_for_a_call_is_that_of_its_session()
    {
        var scene = new IceScene().Exchange(0).Check(0.1, Alice, Bob, "bbbb:aaaa", nominates: true);
        var session = scene.Session();

        Assert.Equal(session.Outcome, new IceOutcomes(scene.Trace, MediaIndex.Of(scene.Trace)).Of(session.Call!));
    }
}
