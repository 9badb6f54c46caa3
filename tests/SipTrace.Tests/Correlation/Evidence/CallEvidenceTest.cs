using SipTrace.Correlation.Evidence;
using SipTrace.Wire.Bytes;

namespace SipTrace.Tests.Correlation.Evidence;

public class CallEvidenceTest
{
    private const string Alice = "192.168.1.10:5060", Proxy = "203.0.113.10:5060", Bob = "192.168.2.20:5060";
    private const string AliceHost = "1 1 UDP 2130706431 192.168.1.10 4000 typ host", AliceMapped = "2 1 UDP 1694498815 203.0.113.100 4100 typ srflx raddr 192.168.1.10 rport 4000";
    private const string BobHost = "1 1 UDP 2130706431 192.168.2.20 5000 typ host", BobMapped = "2 1 UDP 1694498815 203.0.113.200 5100 typ srflx raddr 192.168.2.20 rport 5000";
    private const string Check = "STUN req user=bobb:alic prio=1862270975 controlling=0x1";

    private static readonly string offer = Scene.Body("192.168.1.10", 4000, Scene.AliceUfrag, [AliceHost, AliceMapped]);
    private static readonly string answer = Scene.Body("192.168.2.20", 5000, Scene.BobUfrag, [BobHost, BobMapped]);

    [Fact]
    public void A_check_is_known_by_its_ufrags_and_nominates_where_it_succeeds_with_USE_CANDIDATE()
    {
        var seen = Ice()
            .Line($"2.100 192.168.1.10:4000 > 203.0.113.200:5100 {Check} tid=1")
            .Line("2.130 203.0.113.200:5100 > 192.168.1.10:4000 STUN ok tid=1 mapped=203.0.113.100:4100")
            .Line($"2.200 192.168.1.10:4000 > 203.0.113.200:5100 {Check} use tid=2")
            .Line("2.230 203.0.113.200:5100 > 192.168.1.10:4000 STUN ok tid=2 mapped=203.0.113.100:4100")
            .Line($"2.300 192.168.1.10:4000 > 192.168.2.20:5000 {Check} use tid=3")
            .Line("2.400 192.168.1.10:4000 > 203.0.113.200:5100 STUN req user=bobb:zzzz prio=1862270975 controlling=0x1 tid=4")
            .Read();

        Assert.Equal([true, true, false], seen.Checks.Select(check => check.IsSuccess));
        var nomination = Assert.Single(seen.NominationsOf(seen.Transcript.Legs[0], 0));
        Assert.Equal(("a", "b", 0, 1), (nomination.Sender.Tag, nomination.Receiver.Tag, nomination.MediaIndex, nomination.Component));
        Assert.Equal("203.0.113.100:4100", CallEvidence.EndOf(nomination, "a").ToString());
        Assert.Equal("203.0.113.200:5100", CallEvidence.EndOf(nomination, "b").ToString());
        Assert.Empty(seen.NominationsOf(seen.Transcript.Legs[0], 0, component: 2));
    }

    [Fact]
    public void Addresses_are_one_socket_by_candidates_and_by_answers_to_STUN()
    {
        var seen = Ice()
            .Line($"2.100 192.168.1.10:4000 > 203.0.113.200:5100 {Check} tid=1")
            .Line("2.130 203.0.113.200:5100 > 192.168.1.10:4000 STUN ok tid=1 mapped=203.0.113.100:7777")
            .Read();

        Assert.True(seen.AreSameSocket(At("192.168.1.10", 4000), At("203.0.113.100", 4100)));
        Assert.True(seen.AreSameSocket(At("203.0.113.100", 7777), At("203.0.113.100", 4100)));
        Assert.False(seen.AreSameSocket(At("192.168.1.10", 4000), At("192.168.2.20", 5000)));
        Assert.Equal("a", seen.AddressOf(At("203.0.113.100", 7777), "a")?.Tag);
        Assert.Null(seen.AddressOf(At("203.0.113.100", 7777), "b"));
    }

    [Fact]
    public void Media_belongs_to_the_party_whose_socket_sends_or_receives_it()
    {
        var seen = new Scene()
            .Offer(0, Alice, Bob, Scene.Body("192.168.1.10", 4000))
            .Answer(1, Bob, Alice, Scene.Body("192.168.2.20", 5000))
            .Line("2.000 192.168.1.10:4000 > 192.168.2.20:5000 RTP pt=0 ssrc=0x1 n=50")
            .Line("2.000 203.0.113.200:9999 > 192.168.1.10:4000 RTP pt=0 ssrc=0x2 n=50")
            .Line("2.500 192.168.1.10:4000 > 192.168.2.20:5000 RTCP SR ssrc=0x1")
            .Line("2.000 192.0.2.77:1000 > 192.0.2.78:1000 RTP pt=0 ssrc=0x3 n=50")
            .Read();

        Assert.Equal([("a", "b"), ("b", "a")], seen.Flows.Select(flow => (flow.Ends.SenderTag, flow.Ends.ReceiverTag)));
        Assert.NotNull(seen.Flows[0].Ends.Source);
        Assert.Null(seen.Flows[1].Ends.Source);
        Assert.Equal("a", Assert.Single(seen.RtcpFlows).Ends.SenderTag);
        Assert.True(seen.SeesMedia(0));
        Assert.Equal(25, seen.Flows[0].PacketsBetween(seen.Flows[0].Stream.FirstTime, seen.Flows[0].Stream.FirstTime + TimeSpan.FromSeconds(0.48)), 1.0);
    }

    [Fact]
    public void A_packet_to_a_private_address_that_never_speaks_here_is_not_delivered()
    {
        var there = new Scene()
            .Offer(0, "203.0.113.100:5060", Proxy, Scene.Body("192.168.1.10", 4000))
            .Answer(1, Proxy, "203.0.113.100:5060", Scene.Body("203.0.113.52", 5000))
            .Line("2.000 203.0.113.52:5000 > 192.168.1.10:4000 RTP pt=0 ssrc=0x1 n=50");

        Assert.False(Assert.Single(there.Read().Flows).IsDelivered);
        Assert.True(there.Line("2.001 192.168.1.10:9 > 203.0.113.52:5000 STUN req tid=1").Read().Flows[0].IsDelivered);
    }

    [Fact]
    public void What_ICMP_refuses_is_not_delivered()
    {
        var seen = new Scene()
            .Offer(0, Alice, Bob, Scene.Body("192.168.1.10", 4000))
            .Answer(1, Bob, Alice, Scene.Body("192.168.2.20", 5000))
            .Line("2.000 192.168.1.10:4000 > 192.168.2.20:5000 RTP pt=0 ssrc=0x1 n=50")
            .Line("2.500 192.168.2.20:0 > 192.168.1.10:0 ICMP port-unreachable from=192.168.1.10:4000 to=192.168.2.20:5000")
            .Read();

        var word = Assert.Single(seen.Unreachables);
        Assert.Equal(("port-unreachable", "192.168.2.20", true, "a"), (word.Report.Reason, word.Report.By.AddressText(), word.IsRtp, word.Ends.SenderTag));
        Assert.False(Assert.Single(seen.Flows).IsDelivered);
    }

    [Fact]
    public void What_is_refused_only_when_the_call_is_over_was_delivered()
    {
        var seen = new Scene()
            .Offer(0, Alice, Bob, Scene.Body("192.168.1.10", 4000))
            .Answer(1, Bob, Alice, Scene.Body("192.168.2.20", 5000))
            .Line("2.000 192.168.1.10:4000 > 192.168.2.20:5000 RTP pt=0 ssrc=0x1 n=500")
            .Bye(11.9, Alice, Bob)
            .Line("11.950 192.168.2.20:0 > 192.168.1.10:0 ICMP port-unreachable from=192.168.1.10:4000 to=192.168.2.20:5000")
            .Read();

        Assert.True(Assert.Single(seen.Flows).IsDelivered);
    }

    [Fact]
    public void An_address_that_a_STUN_server_told_leads_to_the_socket_behind_the_NAT()
    {
        var seen = new Scene()
            .Line("0.000 192.168.1.10:4000 > 203.0.113.3:3478 STUN req tid=1")
            .Line("0.010 203.0.113.3:3478 > 192.168.1.10:4000 STUN ok tid=1 mapped=203.0.113.100:4100")
            .Offer(1, Alice, Proxy, Scene.Body("203.0.113.100", 4100))
            .Answer(2, Proxy, Alice, Scene.Body("203.0.113.200", 5000))
            .Line("3.000 203.0.113.200:5000 > 192.168.1.10:4000 RTP pt=0 ssrc=0x1 n=50")
            .Read();

        Assert.Equal(("b", "a"), (seen.Flows[0].Ends.SenderTag, seen.Flows[0].Ends.ReceiverTag));
        Assert.Equal("203.0.113.100:4100", seen.Flows[0].Ends.Destination?.Endpoint.ToString());
        Assert.Single(seen.ServerRequests);
    }

    [Fact]
    public void A_pause_of_a_stream_has_no_packets()
    {
        var seen = new Scene()
            .Offer(0, Alice, Bob, Scene.Body("192.168.1.10", 4000))
            .Answer(1, Bob, Alice, Scene.Body("192.168.2.20", 5000))
            .Line("2.000 192.168.1.10:4000 > 192.168.2.20:5000 RTP pt=0 ssrc=0x1 n=50")
            .Line("9.000 192.168.1.10:4000 > 192.168.2.20:5000 RTP pt=0 ssrc=0x1 n=100")
            .Read();
        var (flow, start) = (Assert.Single(seen.Flows), seen.Transcript.Messages[0].Time);

        Assert.Equal([50, 100], flow.Stream.Runs.ToArray().Select(run => run.Packets));
        Assert.Equal(0, flow.PacketsBetween(start + TimeSpan.FromSeconds(4), start + TimeSpan.FromSeconds(8)));
        Assert.Equal(100, flow.PacketsBetween(start + TimeSpan.FromSeconds(8), start + TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void A_packet_to_the_public_address_of_both_needs_a_copy_inside()
    {
        var hairpin = new Scene()
            .Offer(0, Alice, Proxy, Scene.Body("192.168.1.10", 4000, "aaaa", [AliceHost, AliceMapped]))
            .Answer(1, Proxy, Alice, Scene.Body("192.168.1.11", 5000, "bbbb", ["1 1 UDP 1694498815 203.0.113.100 5100 typ srflx raddr 192.168.1.11 rport 5000"]))
            .Line("2.000 192.168.1.10:4000 > 203.0.113.100:5100 RTP pt=0 ssrc=0x1 n=50");

        Assert.False(Assert.Single(hairpin.Read().Flows).IsDelivered);
        Assert.True(hairpin.Line("2.001 203.0.113.100:4100 > 192.168.1.11:5000 RTP pt=0 ssrc=0x1 n=50").Read().Flows[0].IsDelivered);
    }

    [Fact]
    public void A_pair_of_private_hosts_that_nobody_checks_here_may_run_elsewhere_unless_the_parties_are_far_apart()
    {
        var near = new Scene()
            .Offer(0, Alice, Proxy, Scene.Body("192.168.1.10", 4000, Scene.AliceUfrag, [AliceHost]))
            .Answer(1, Proxy, Alice, Scene.Body("192.168.2.20", 5000, Scene.BobUfrag, [BobHost]));
        var elsewhere = near.Read();
        var here = near.Line($"2.000 192.168.1.10:4000 > 192.168.2.20:5000 {Check} tid=1").Read();
        var apart = Ice().Read();

        Assert.True(elsewhere.MayRunElsewhere(elsewhere.Transcript.Negotiations[0], 0, 1, 0));
        Assert.False(here.MayRunElsewhere(here.Transcript.Negotiations[0], 0, 1, 0));
        Assert.False(apart.MayRunElsewhere(apart.Transcript.Negotiations[0], 0, 1, 0));
        Assert.True(apart.AreInDifferentNetworks("a", "b"));
    }

    [Fact]
    public void A_party_is_known_to_the_world_by_its_candidates_its_Via_and_its_own_packets()
    {
        const string via = "Via: SIP/2.0/UDP 192.168.1.10:5060;received=203.0.113.77;branch=z9hG4bKa1\r\n";
        var seen = new Scene()
            .Offer(0, "203.0.113.78:5060", Proxy, Scene.Body("192.168.1.10", 4000, Scene.AliceUfrag, [AliceMapped, "3 1 UDP 1000 203.0.113.30 6000 typ relay raddr 203.0.113.100 rport 4100"]))
            .Answer(1, Proxy, "203.0.113.78:5060", answer, via: via)
            .Read();

        Assert.Equal(["203.0.113.100", "203.0.113.77", "203.0.113.78"], seen.PublicAddressesOf("a").Select(address => address.AddressText()).Order());
        Assert.Equal(["203.0.113.200"], seen.PublicAddressesOf("b").Select(address => address.AddressText()));
    }

    [Fact]
    public void Around_an_exchange_the_old_description_and_the_new_one_are_in_force()
    {
        var seen = new Scene()
            .Offer(0, Alice, Bob, Scene.Body("192.168.1.10", 4000))
            .Answer(1, Bob, Alice, Scene.Body("192.168.2.20", 5000))
            .Offer(10, Alice, Bob, Scene.Body("192.168.1.10", 4444), cseq: 2, toTag: "b")
            .Answer(11, Bob, Alice, Scene.Body("192.168.2.20", 5000), cseq: 2, via: "Via: SIP/2.0/UDP 192.168.1.10:5060;branch=z9hG4bKa2\r\n")
            .Bye(20, Alice, Bob)
            .Read();
        var (leg, start) = (seen.Transcript.Legs[0], seen.Transcript.Messages[0].Time);

        Assert.Equal([4000], Ports(5));
        Assert.Equal([4000, 4444], Ports(9));
        Assert.Equal([4000, 4444], Ports(12.5));
        Assert.Equal([4444], Ports(13.5));
        Assert.True(seen.IsInGrace(leg, start + TimeSpan.FromSeconds(8.5)));
        Assert.False(seen.IsInGrace(leg, start + TimeSpan.FromSeconds(5)));

        IEnumerable<int> Ports(double at) => seen.InForce(leg, "a", start + TimeSpan.FromSeconds(at)).Select(message => message.Sdp!.Media[0].Port);
    }

    [Fact]
    public void A_window_reaches_from_the_first_frame_of_its_point_to_the_last()
    {
        var seen = new Scene().Offer(0, Alice, Bob, offer).Line("7.000 192.0.2.1:1 > 192.0.2.2:2 STUN req tid=1").Read();
        var (invite, window) = (seen.Transcript.Messages[0], seen.WindowOf(seen.Transcript.Messages[0]));

        Assert.True(window.GoesOn(invite.Time, TimeSpan.FromSeconds(7)));
        Assert.False(window.GoesOn(invite.Time, TimeSpan.FromSeconds(7.1)));
        Assert.False(window.IsOpen);
        Assert.Equal([0], seen.Trace.Windows.Points);
        Assert.False(seen.Trace.Windows[5].Holds(invite.Time, invite.Time));
    }

    private static Scene Ice() => new Scene().Offer(0, Alice, Proxy, offer).Answer(1, Proxy, Alice, answer);

    private static Endpoint At(string address, ushort port) => Endpoint.From(System.Net.IPAddress.Parse(address), port);
}
