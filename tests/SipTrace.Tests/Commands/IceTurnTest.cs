using System.Text.Json.Nodes;

namespace SipTrace.Tests.Commands;

public class IceTurnTest
{
    [Fact]
    public void An_allocation_shows_its_relay_its_channels_and_what_went_through_them()
    {
        var turn = IceLab.Ice("05a-symmetric-one-side-turn@alice")["turn"]!.AsArray();

        Assert.Equal(2, turn.Count);
        var rtp = turn[0]!;
        Assert.Equal(("192.168.1.10:39486", "203.0.113.20:3478", "203.0.113.20:49490", "203.0.113.100:25763"),
            ((string?)rtp["client"], (string?)rtp["server"], (string?)rtp["relayed"], (string?)rtp["mapped"]));
        Assert.Equal(("alice", "released", 1, null), ((string?)rtp["username"], (string?)rtp["state"], (int?)rtp["challenges"], (string?)rtp["error"]));
        Assert.Equal(["192.168.2.20:23362", "203.0.113.200:18467", "203.0.113.20:49464"], rtp["channels"]!.AsArray().Select(channel => (string?)channel!["peer"]).Order());
        Assert.All(rtp["channels"]!.AsArray(), channel => Assert.True((bool?)channel!["bound"]));
        Assert.All(rtp["permissions"]!.AsArray(), permission => Assert.True((bool?)permission!["granted"]));
        Assert.True((long?)rtp["bytes_up"] > 1000 && (long?)rtp["bytes_down"] > 1000);
    }

    [Fact]
    public void Checks_inside_a_relay_are_those_of_the_relayed_candidate()
    {
        var pairs = IceLab.Ice("05a-symmetric-one-side-turn@alice")["sessions"]![0]!["pairs"]!.AsArray();

        var nominated = Assert.Single(pairs, pair => (bool?)pair!["nominated"] == true && (int?)pair["component"] == 1)!;
        Assert.Equal(("203.0.113.20:49490", "relay", "203.0.113.200:18467", "srflx", "203.0.113.20:49490", "ok"),
            ((string?)nominated["from"], (string?)nominated["from_type"], (string?)nominated["to"], (string?)nominated["to_type"], (string?)nominated["via_turn"],
                (string?)nominated["integrity"]));
    }

    [Fact]
    public void Where_both_legs_of_a_relay_are_seen_a_check_counts_once_on_the_leg_outside()
    {
        var pairs = IceLab.Ice("05a-symmetric-one-side-turn@pub")["sessions"]![0]!["pairs"]!.AsArray();

        var nominated = Assert.Single(pairs, pair => (string?)pair!["from"] == "203.0.113.20:49490" && (string?)pair["to"] == "203.0.113.200:18467")!;
        Assert.Equal((2, true, null), ((int?)nominated["checks"], (bool?)nominated["nominated"], (string?)nominated["via_turn"]));
    }

    [Fact]
    public void Credentials_that_are_refused_are_told_from_the_challenge()
    {
        var turn = IceLab.Ice("05e-turn-bad-credentials@alice")["turn"]!.AsArray();

        Assert.Equal(2, turn.Count);
        Assert.All(turn, allocation => Assert.Equal(("mallory", "refused", null, 1, "Allocate 401 with credentials: they are wrong"),
            ((string?)allocation!["username"], (string?)allocation["state"], (string?)allocation["relayed"], (int?)allocation["challenges"], (string?)allocation["error"])));
    }
}
