using System.Buffers.Binary;
using SipTrace.Correlation;
using SipTrace.Correlation.Media;
using SipTrace.Correlation.Rtp;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Correlation.Media;

/// <summary>Which call media belongs to, and what RTCP, T.38 and ICMP tell of it.</summary>
public class MediaOwnersTest
{
    private const string Alice = "192.0.2.1:5060", Bob = "192.0.2.2:5060", AliceRtp = "192.0.2.1:4000", BobRtp = "192.0.2.2:6000";

    [Fact]
    public void Streams_belong_to_the_party_whose_address_they_go_to()
    {
        var trace = Call(new Dialogue()).Stream(AliceRtp, BobRtp, 1, 12).Stream(BobRtp, AliceRtp, 2, 12).Complete();
        Assert.Equal([(1u, StreamBelonging.Sdp, StreamDirection.FromCaller, true), (2u, StreamBelonging.Sdp, StreamDirection.FromCallee, true)],
            trace.Rtp.Streams.Select(s => (s.Key.Ssrc, s.Owner.By, s.Owner.Direction, s.Owner.IsAnnounced)).Order());
        Assert.All(trace.Rtp.Streams, stream => Assert.Same(trace.Calls[0], stream.Call));
    }

    [Fact]
    public void Behind_a_NAT_the_receiver_that_was_announced_tells_whose_a_stream_is()
    {
        var trace = Call(new Dialogue()).Stream("203.0.113.9:30000", BobRtp, 1, 12).Stream(BobRtp, "203.0.113.9:30000", 2, 12).Complete();
        Assert.Equal([(1u, StreamDirection.FromCaller, true), (2u, StreamDirection.FromCallee, false)],
            trace.Rtp.Streams.Select(s => (s.Key.Ssrc, s.Owner.Direction, s.Owner.IsAnnounced)).Order());
    }

    [Fact]
    public void A_port_of_the_SDP_counts_on_the_address_that_the_SDP_came_from()
    {
        var dialogue = new Dialogue().Send(0, Alice, Bob, "INVITE", body: Sdp("10.0.0.1", 4000)).Send(1, Bob, Alice, "200 INVITE", toTag: "b", body: Sdp("10.0.0.2", 6000));
        var trace = dialogue.Stream("198.51.100.7:777", BobRtp, 1, 3).Complete();
        var stream = Assert.Single(trace.Rtp.Streams);
        Assert.Equal((StreamBelonging.Host, StreamDirection.FromCaller, false), (stream.Owner.By, stream.Owner.Direction, stream.Owner.IsAnnounced));
    }

    [Fact]
    public void A_later_call_on_the_same_ports_does_not_take_the_stream_of_the_earlier()
    {
        var dialogue = Call(new Dialogue()).Stream(AliceRtp, BobRtp, 1, 50);
        dialogue.Send(3, Alice, Bob, "BYE", cseq: 2, toTag: "b");
        Call(dialogue, callId: "c2", at: 10).Stream(AliceRtp, BobRtp, 2, 50, at: 12);
        var trace = dialogue.Complete();
        Assert.Equal([(1u, "c1"), (2u, "c2")], trace.Rtp.Streams.Select(s => (s.Key.Ssrc, s.Call!.CallId)).Order());
    }

    [Fact]
    public void One_packet_that_answers_a_stream_on_its_sockets_is_RTP_and_one_of_another_kind_is_not()
    {
        var trace = new Dialogue().Stream(AliceRtp, BobRtp, 1, 30).Stream(BobRtp, AliceRtp, 2, 1).Stream(BobRtp, AliceRtp, 3, 1, payloadType: 18)
            .Stream(BobRtp, "192.0.2.9:4000", 4, 1).Complete();
        Assert.Equal([(1u, StreamProof.Sequence), (2u, StreamProof.Symmetry)], trace.Rtp.Streams.Select(s => (s.Key.Ssrc, s.Proof)).Order());
    }

    [Fact]
    public void Reports_tell_loss_and_the_way_to_the_receiver_and_back()
    {
        var dialogue = Call(new Dialogue()).Stream(AliceRtp, BobRtp, 1, 50);
        // Alice's report passes at 3 s; Bob holds it for half a second and his own passes 520 ms after it: 20 ms to him and back.
        dialogue.SendRaw(3, "192.0.2.1:4001", "192.0.2.2:6001", SenderReport(ssrc: 1, middleOfNtp: 0x00010002));
        dialogue.SendRaw(3.52, "192.0.2.2:6001", "192.0.2.1:4001", ReceiverReport(ssrc: 2, about: 1, lost: 7, lastReport: 0x00010002, delay: 0x8000));
        var trace = dialogue.Complete();
        var stream = Assert.Single(trace.Rtp.Streams);
        var reports = trace.Rtcp.Find(stream.Key)!;
        Assert.Equal((1, 1, 7, 50u), (reports.SenderReports, reports.ReceiverReports, reports.ReportedLost, reports.SentPackets));
        Assert.Equal(20, trace.Rtcp.RoundTripMs(stream, [])!.Value, 1);
        Assert.Equal(2, trace.Rtcp.Paths.Count);
    }

    [Fact]
    public void T38_is_what_an_image_line_announced_and_never_RTP()
    {
        var fax = "v=0\r\no=- 1 1 IN IP4 192.0.2.2\r\ns=-\r\nc=IN IP4 192.0.2.2\r\nt=0 0\r\nm=image 6000 udptl t38\r\n";
        var dialogue = new Dialogue().Send(0, Alice, Bob, "INVITE", body: fax.Replace("192.0.2.2", "192.0.2.1").Replace("6000", "4000")).Send(1, Bob, Alice, "200 INVITE", toTag: "b", body: fax);
        for (var i = 0; i < 20; i++) dialogue.SendRaw(2 + i * 0.02, AliceRtp, BobRtp, [0, (byte)i, 6, 0xc0, 1, 0x80, 0, 0]);
        dialogue.SendRaw(3, BobRtp, AliceRtp, [0x80, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 9, 9, 9, 9]);
        var trace = dialogue.Complete();
        Assert.Empty(trace.Rtp.Streams);
        var stream = Assert.Single(trace.Fax.Streams);
        Assert.Equal((20, 20, "c1", 20L), (stream.Packets, stream.Expected, stream.Claim.Call.CallId, trace.Statistics.T38));
    }

    private static Dialogue Call(Dialogue dialogue, string callId = "c1", double at = 0) => dialogue
        .Send(at, Alice, Bob, "INVITE", callId: callId, body: Sdp("192.0.2.1", 4000)).Send(at + 1, Bob, Alice, "200 INVITE", toTag: "b", callId: callId, body: Sdp("192.0.2.2", 6000));

    private static string Sdp(string address, int port) =>
        $"v=0\r\no=- 1 1 IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\nm=audio {port} RTP/AVP 0\r\n";

    private static byte[] SenderReport(uint ssrc, uint middleOfNtp)
    {
        var report = new byte[28];
        (report[0], report[1], report[3]) = (0x80, 200, 6);
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(4), ssrc);
        BinaryPrimitives.WriteUInt64BigEndian(report.AsSpan(8), (ulong)middleOfNtp << 16);
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(20), 50);
        return report;
    }

    private static byte[] ReceiverReport(uint ssrc, uint about, int lost, uint lastReport, uint delay)
    {
        var report = new byte[32];
        (report[0], report[1], report[3]) = (0x81, 201, 7);
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(4), ssrc);
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(8), about);
        BinaryPrimitives.WriteInt32BigEndian(report.AsSpan(12), lost);
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(24), lastReport);
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(28), delay);
        return report;
    }
}

/// <summary>Media in a dialogue.</summary>
file static class DialogueMedia
{
    public static Dialogue Stream(this Dialogue dialogue, string from, string to, uint ssrc, int packets, double at = 2, byte payloadType = 0)
    {
        var packet = new byte[172];
        (packet[0], packet[1]) = (0x80, payloadType);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), ssrc);
        for (var i = 0; i < packets; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)i);
            BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), (uint)i * 160);
            dialogue.SendRaw(at + i * 0.02, from, to, [.. packet]);
        }
        return dialogue;
    }

    public static Trace Complete(this Dialogue dialogue)
    {
        dialogue.EndAll();
        return dialogue.Trace;
    }
}
