using System.Net;
using System.Text;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Tests.Support;
using SipTrace.Wire.Bytes;

namespace SipTrace.Tests.Correlation;

public class RetentionSizeTest
{
    private const string Caller = "203.0.113.5:5060", Server = "192.0.2.1:5060";
    private const int Plenty = 1 << 30;

    [Fact]
    public void What_is_reckoned_is_what_the_objects_take()
    {
        var wire = new RetentionWire(new RetentionLimits(Calls: int.MaxValue, Bytes: Plenty));
        for (var i = 0; i < 1000; i++) Everything(wire, i);
        var (objects, reckoned) = (DeepSize.Of(wire.Correlator), wire.Correlator.Size);
        for (var i = 1000; i < 6000; i++) Everything(wire, i);
        objects = DeepSize.Of(wire.Correlator) - objects;
        reckoned = wire.Correlator.Size - reckoned;

        Assert.InRange((double)reckoned / objects, 0.8, 1.35);
    }

    [Theory]
    [InlineData("texts")]
    [InlineData("bodies")]
    [InlineData("notes")]
    [InlineData("checks")]
    [InlineData("relays")]
    [InlineData("handshakes")]
    [InlineData("streams")]
    [InlineData("segments")]
    public void Nothing_that_comes_is_reckoned_as_less_than_it_takes(string what)
    {
        var wire = new RetentionWire(new RetentionLimits(Calls: int.MaxValue, Bytes: Plenty));
        var empty = DeepSize.Of(wire.Correlator) - wire.Correlator.Size;
        for (var i = 0; i < 3000; i++) Hostile(wire, what, i);

        var objects = DeepSize.Of(wire.Correlator) - empty;
        Assert.InRange((double)wire.Correlator.Size / objects, 0.7, 2.5);
    }

    [Fact]
    public void A_call_that_goes_on_for_days_stays_within_the_bound_and_what_it_loses_is_counted()
    {
        const int bound = 8 << 20;
        var wire = new RetentionWire(new RetentionLimits(Calls: 100, Bytes: bound)) { Interval = TimeSpan.FromSeconds(2) };
        wire.Answered(1, Body(1));
        for (var i = 2; i < 60_000; i++)
        {
            wire.Send(Caller, Server, i % 10 == 0 ? "INVITE" : "OPTIONS", "known-1", i, i % 10 == 0 ? Body(i) : new string('x', 800));
            wire.Datagram("203.0.113.5:4000", "192.0.2.1:6000", new StunBytes(1, i).Add(0x0006, "far:near").Build());
            wire.Rtp("203.0.113.5:4000", "192.0.2.1:6000", 7, i);
            Assert.True(wire.Correlator.Size < bound + bound / 8, $"{wire.Correlator.Size} octets after {i} messages");
        }

        var call = Assert.Single(wire.Trace.Calls);
        var forgotten = wire.Trace.Statistics.Forgotten;
        var numbers = wire.Trace.MessagesOf(call).Select(index => (int)wire.Trace.Messages[index].CSeq).ToArray();
        Assert.Equal(call.MessageCount, numbers.Length + forgotten["messages"]);
        Assert.Equal([1, 1, 1, 2, 3, 4], numbers[..6]);
        Assert.Equal(Enumerable.Range(59_950, 50), numbers[^50..]);
        Assert.Equal([true, false, true], new[] { "near1", "near30000", "near59990" }.Select(ufrag => wire.Trace.Media.TryFind(System.Text.Encoding.UTF8.GetBytes(ufrag), out _)));
        Assert.Equal(200, call.Announcements.Count);
        Assert.True(forgotten["stun_transactions"] > 10_000);
        Assert.True(wire.Trace.Stun.Transactions.Count < 40_000);
        Assert.All(wire.Trace.MessagesOf(call), index => Assert.Contains("known-1", wire.Describe(index)));
    }

    [Fact]
    public void Calls_under_the_same_few_names_for_ever_stay_within_the_bound()
    {
        const int bound = 8 << 20;
        var wire = new RetentionWire(new RetentionLimits(Calls: 1000, Bytes: bound));
        for (var round = 0; round < 60; round++)
        {
            for (var i = 0; i < 200; i++)
            {
                wire.Answered(i, Body(round));
                wire.Send(Caller, Server, "BYE", $"known-{i}", 2, new string('x', 600));
            }
            Assert.True(wire.Correlator.Size < bound + bound / 8, $"{wire.Correlator.Size} octets in round {round}");
        }

        var forgotten = wire.Trace.Statistics.Forgotten;
        Assert.Equal(wire.Trace.Calls.Count + forgotten["calls_finished"] + forgotten.GetValueOrDefault("calls_running"), wire.Trace.Calls.Max(call => call.Number));
        Assert.InRange(forgotten["calls_finished"], 300, 10_000);
        Assert.Equal(CallState.Completed, wire.Trace.Calls[^1].State);
    }

    [Fact]
    public void Names_of_agents_and_relays_go_with_what_they_named()
    {
        var wire = new RetentionWire(new RetentionLimits(Calls: 100, Bytes: 4 << 20)) { Interval = TimeSpan.FromMilliseconds(50) };
        for (var i = 0; i < 30_000; i++)
        {
            // An octet that is no UTF-8 stands in each name.
            wire.Datagram("203.0.113.5:4000", "192.0.2.1:6000", new StunBytes(1, i).Add(0x0006, [.. Encoding.ASCII.GetBytes($"{i}:"), 0xff]).Build());
            Hostile(wire, "relays", i);
        }

        Assert.Null(wire.Trace.Turn.Find(Endpoint.From(IPAddress.Parse("10.0.1.1"), 49152)));
        Assert.InRange(DeepSize.Of(wire.Correlator), 0, 6 << 20);
    }

    private static void Everything(RetentionWire wire, int i)
    {
        wire.Answered(i, Body(i));
        wire.Send($"10.0.{i >> 8}.{i & 255}:5060", Server, "REGISTER", $"registration-{i}");
        for (var n = 0; n < 10; n++) wire.Rtp($"203.0.113.5:{4000 + i}", "192.0.2.1:6000", (uint)i, n);
        for (var n = 0; n < 4; n++) wire.Datagram("203.0.113.5:4000", "192.0.2.1:6000", new StunBytes(1, i * 4 + n).Add(0x0006, $"far{i}:near{i}").Build());
    }

    private static void Hostile(RetentionWire wire, string what, int i)
    {
        switch (what)
        {
            case "texts":
                wire.Send($"10.0.{i >> 8}.{i & 255}:5060", Server, "REGISTER", new string('c', 2000) + i);
                break;
            case "bodies":
                wire.Send(Caller, Server, "INVITE", $"call-{i}", body: $"v=0\r\no=- {i} 1 IN IP4 203.0.113.5\r\ns=-\r\nc=IN IP4 203.0.113.5\r\nt=0 0\r\n"
                    + string.Concat(Enumerable.Range(0, 20).Select(n => $"m=audio {1000 + n} RTP/AVP 96\r\na=rtpmap:96 x{i}-{n}/8000\r\na=ice-ufrag:u{i}-{n}\r\n")));
                break;
            case "notes":
                wire.Send(Caller, Server, "INVITE", $"call-{i}\r\nX-Call-ID: {new string('n', 1000)}{i}\r\nSession-ID: {i:x32};remote={-i:x32}");
                break;
            case "checks":
                wire.Datagram("203.0.113.5:4000", $"192.0.{i >> 8}.{i & 255}:6000", new StunBytes(1, i).Add(0x0006, $"{i}{new string('f', 200)}:near").Build());
                break;
            case "relays":
                var client = $"10.{i >> 16 & 255}.{i >> 8 & 255}.{i & 255}:4000";
                wire.Datagram(client, "192.0.2.2:3478", new StunBytes(3, i).Add(0x0006, new string('u', 300)).Build());
                wire.Datagram("192.0.2.2:3478", client, new StunBytes(0x0103, i).AddAddress(0x0016, $"10.{i >> 16 & 255}.{i >> 8 & 255}.1:{49152 + i % 10_000}").Build());
                break;
            case "handshakes":
                wire.Datagram($"10.0.{i >> 8}.{i & 255}:4000", "192.0.2.1:6000", [22, 254, 253, 0, 0, 0, 0, 0, 0, 0, 0, 0, 62, 11, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 50, .. new byte[50]]);
                break;
            case "streams":
                for (var n = 0; n < 40; n++) wire.Rtp($"10.0.{i >> 8}.{i & 255}:4000", "192.0.2.1:6000", (uint)i, n);
                break;
            case "segments":
                wire.Segment($"10.0.{i >> 8}.{i & 255}:4000", "192.0.2.1:5060", (uint)i);
                for (var n = 1; n < 20; n++) wire.Segment($"10.0.{i >> 8}.{i & 255}:4000", "192.0.2.1:5060", (uint)(i + 2 * n));
                break;
        }
    }

    private static string Body(int version) =>
        $"v=0\r\no=- 1 {version} IN IP4 203.0.113.5\r\ns=-\r\nc=IN IP4 203.0.113.5\r\nt=0 0\r\na=ice-ufrag:near{version}\r\nm=audio {4000 + version % 1000} RTP/AVP 0\r\n";
}
