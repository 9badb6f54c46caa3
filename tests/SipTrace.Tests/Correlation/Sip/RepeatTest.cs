using SipTrace.Tests.Support;

namespace SipTrace.Tests.Correlation.Sip;

public class RepeatTest
{
    private const string Alice = "192.168.1.10:5060", AliceOutside = "203.0.113.100:5060", Proxy = "203.0.113.10:5060";

    [Fact]
    public void The_same_message_half_a_second_later_is_a_retransmission()
    {
        var call = new Dialogue().Send(0, Alice, Proxy, "INVITE").Send(0.5, Alice, Proxy, "INVITE").Send(1.5, Alice, Proxy, "INVITE").End();
        Assert.Equal((3, 2, 0), (call.MessageCount, call.Retransmissions, call.Copies));
    }

    [Fact]
    public void The_same_packet_within_five_milliseconds_is_a_copy()
    {
        var dialogue = new Dialogue();
        foreach (var at in new[] { 0, 0.5 }) dialogue.Send(at, Alice, Proxy, "INVITE").Send(at + 0.002, Alice, Proxy, "INVITE");
        var call = dialogue.End();
        Assert.Equal((4, 1, 2), (call.MessageCount, call.Retransmissions, call.Copies));
    }

    [Fact]
    public void At_two_capture_points_occurrences_pair_whatever_their_clocks()
    {
        var dialogue = new Dialogue();
        foreach (var at in new[] { 0, 0.5, 1.5 }) dialogue.Send(at, Alice, Proxy, "INVITE", point: 0).Send(at + 0.35, Alice, Proxy, "INVITE", point: 1);
        var call = dialogue.End();
        Assert.Equal((6, 2, 3), (call.MessageCount, call.Retransmissions, call.Copies));
        var last = dialogue.Trace.Messages[5];
        Assert.Equal(4, last.Original);
    }

    [Fact]
    public void A_packet_behind_the_nat_is_a_copy_of_the_one_before_it()
    {
        var call = new Dialogue().Send(0, Alice, Proxy, "INVITE", point: 0).Send(0.01, AliceOutside, Proxy, "INVITE", point: 1).End();
        Assert.Equal((0, 1), (call.Retransmissions, call.Copies));
    }

    [Fact]
    public void What_a_proxy_sends_on_is_no_repeat()
    {
        var call = new Dialogue().Send(0, Alice, Proxy, "INVITE").Send(0.001, Proxy, "10.2.0.20:5060", "INVITE", branch: "p").End();
        Assert.Equal((0, 0), (call.Retransmissions, call.Copies));
    }
}
