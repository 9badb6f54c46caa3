using System.Text;
using SipTrace.Capture.Files;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Tests.Capture.Files;
using SipTrace.Tests.Support;
using SipTrace.Wire.Bytes;

namespace SipTrace.Tests.Correlation;

public class RetentionTest
{
    private const int Known = 100;

    [Fact]
    public void Known_calls_survive_a_flood_of_spoofed_requests_and_can_be_read()
    {
        var wire = new RetentionWire(new RetentionLimits(Calls: 500, Bytes: 64 << 20));
        for (var i = 0; i < Known; i++) wire.Answered(i);
        for (var i = 0; i < 100_000; i++)
        {
            wire.Send($"10.{i >> 16 & 255}.{i >> 8 & 255}.{i & 255}:5060", "192.0.2.1:5060", i % 2 == 0 ? "REGISTER" : "INVITE", $"spoofed-{i}");
            Assert.True(wire.Trace.Calls.Count <= 500 + 128);
        }
        wire.Correlator.Complete();

        var known = wire.Trace.Calls.Where(call => call.CallId.StartsWith("known", StringComparison.Ordinal)).ToArray();
        Assert.Equal(Known, known.Length);
        Assert.All(known, call => Assert.Equal(
            [$"INVITE {call.CallId}", $"200 {call.CallId}", $"ACK {call.CallId}"], wire.Trace.MessagesOf(call).Select(index => wire.Describe(index))));
        Assert.All(known, call => Assert.Equal("203.0.113.5:5060", wire.Trace.Endpoints[wire.Trace.Messages[call.FirstMessage].Source].ToString()));
        Assert.True(wire.Trace.Statistics.Forgotten["calls_of_strangers"] > 99_000);
        Assert.True(wire.Trace.Messages.Count < 2000 && wire.Trace.Endpoints.Count < 2000);
    }

    [Fact]
    public void Numbers_are_never_used_again()
    {
        var wire = new RetentionWire(new RetentionLimits(Calls: 100, Bytes: 64 << 20));
        var seen = new HashSet<int>();
        for (var i = 0; i < 5000; i++)
        {
            wire.Send("192.0.2.9:5060", "192.0.2.1:5060", "OPTIONS", $"c{i}");
            Assert.True(seen.Add(wire.Trace.Calls[^1].Number));
        }
    }

    [Fact]
    public void An_endless_call_keeps_its_beginning_and_its_end()
    {
        var wire = new RetentionWire(new RetentionLimits(Calls: 10, Bytes: 4 << 20));
        for (var i = 1; i <= 20_000; i++) wire.Send("192.0.2.9:5060", "192.0.2.1:5060", "REGISTER", "for-months", i);

        var call = Assert.Single(wire.Trace.Calls);
        var numbers = wire.Trace.MessagesOf(call).Select(index => (int)wire.Trace.Messages[index].CSeq).ToArray();
        Assert.Equal(20_000, call.MessageCount);
        Assert.Equal(Enumerable.Range(1, 100), numbers[..100]);
        Assert.Equal(Enumerable.Range(19_900, 101), numbers[^101..]);
        Assert.True(numbers.Length < 15_000);
        Assert.True(wire.Trace.Statistics.Forgotten["messages"] > 5000);
    }

    [Fact]
    public void Spoofed_media_and_checks_are_forgotten_and_those_of_calls_are_not()
    {
        var wire = new RetentionWire(new RetentionLimits(Calls: 50, Bytes: 8 << 20));
        wire.Answered(1, "v=0\r\no=- 1 1 IN IP4 203.0.113.5\r\ns=-\r\nc=IN IP4 203.0.113.5\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n");
        for (var i = 0; i < 30; i++) wire.Rtp("192.0.2.1:6000", "203.0.113.5:4000", 7, i);
        for (var i = 0; i < 20_000; i++)
        {
            for (var n = 0; n < 12; n++) wire.Rtp($"10.{i >> 8 & 255}.{i & 255}.1:4000", "192.0.2.1:6000", (uint)i, n);
            wire.Stun($"10.{i >> 8 & 255}.{i & 255}.2:4000", "192.0.2.1:6000", i);
        }

        Assert.Single(wire.Trace.Rtp.Streams, stream => stream.Key.Ssrc == 7 && stream.Packets == 30);
        Assert.True(wire.Trace.Forgettings > 0);
        Assert.True(wire.Trace.Rtp.Streams.Count < 15_000, $"{wire.Trace.Rtp.Streams.Count} streams");
    }

    [Fact]
    public void Forgetting_harms_nothing_in_any_sample()
    {
        foreach (var (name, bytes) in Samples.Files())
        {
            using var folder = new TemporaryFolder();
            using var set = CaptureSet.Open([folder.Write(Path.GetFileName(name), bytes)]);
            var correlator = new Correlator(set.Bytes, limits: new RetentionLimits(Calls: 2, Bytes: 1 << 16));
            using var frames = set.Read();
            while (frames.MoveNext()) correlator.Take(frames.Current);
            correlator.Complete();
            foreach (var call in correlator.Trace.Calls)
            {
                foreach (var index in correlator.Trace.MessagesOf(call))
                    Assert.Contains(call.CallId, Encoding.UTF8.GetString(correlator.Trace.TextOf(correlator.Trace.Messages[index]).Span));
            }
        }
    }
}
