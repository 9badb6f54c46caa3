using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SipTrace.Capture;
using SipTrace.Capture.Hep;
using SipTrace.Capture.Live;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Tests.Support;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Hep;
using SipTrace.Wire.Ip;

namespace SipTrace.Tests.Capture.Hep;

public class HepTest
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("udp", "127.0.0.1", 3)]
    [InlineData("udp", "127.0.0.1", 2)]
    [InlineData("tcp", "127.0.0.1", 3)]
    [InlineData("udp", "[::1]", 3)]
    public void What_is_sent_is_received_as_it_was_on_the_wire(string transport, string host, int version)
    {
        Assert.SkipWhen(host == "[::1]" && !Socket.OSSupportsIPv6, "there is no IPv6");
        var address = HepAddress.Parse("-L", $"{transport}:{host}:{LiveRun.FreePorts().Caller}");
        using var source = LiveSource.Open(new LiveOptions { HepListeners = [address], HepKey = version == 3 ? "secret" : null });
        source.Start();
        using var sender = new HepSender(address, "secret", version);
        for (var i = 0; i < 200; i++) sender.Send(Envelope(i), Options(i), "some-call"u8);

        var correlator = new Correlator(new Nothing());
        while (correlator.Trace.Calls.Count < 200)
        {
            Assert.True(MovesNext(source));
            correlator.Take(source.Current);
        }

        Assert.All(correlator.Trace.Calls, call => Assert.True(call is { ViaHep: true, Transport: SipTransport.Udp }));
        var last = correlator.Trace.Calls.Single(call => call.CallId == "hep-199");
        Assert.Equal(("192.0.2.1:5060", "198.51.100.2:5080"), (last.Source.ToString(), last.Destination.ToString()));
        Assert.Equal(1_700_000_199, last.Started.Nanoseconds / Timestamp.NanosecondsPerSecond);
        Assert.Equal((200, 0), (sender.Sent, sender.Dropped));
    }

    [Fact]
    public void A_wrong_key_and_what_is_no_HEP_are_refused_and_counted()
    {
        var address = HepAddress.Parse("-L", $"udp:127.0.0.1:{LiveRun.FreePorts().Caller}");
        using var source = LiveSource.Open(new LiveOptions { HepListeners = [address], HepKey = "secret" });
        source.Start();
        using (var wrong = new HepSender(address, "guess", 3)) wrong.Send(Envelope(1), Options(1), default);
        using (var socket = new UdpClient()) socket.Send("GET / HTTP/1.1\r\n"u8, new IPEndPoint(IPAddress.Loopback, address.Port));
        using var sender = new HepSender(address, "secret", 3);
        sender.Send(Envelope(2), Options(2), default);

        Assert.True(MovesNext(source));
        Assert.Equal((1L, 2L, 0L), (source.Frames, source.Refused, source.KernelDrops));
    }

    [Fact]
    public async Task A_collector_that_comes_late_gets_what_waited()
    {
        var address = HepAddress.Parse("-H", $"tcp:127.0.0.1:{LiveRun.FreePorts().Caller}");
        using var sender = new HepSender(address, null, 3);
        sender.Send(Envelope(7), Options(7), default);
        while (sender.TakeNews() is not { } news || !news.Contains("away", StringComparison.Ordinal)) await Task.Delay(10, TestContext.Current.CancellationToken);

        using var source = LiveSource.Open(new LiveOptions { HepListeners = [address] });
        source.Start();

        Assert.True(MovesNext(source));
        Assert.Equal(0, sender.Dropped);
    }

    [Fact]
    public void A_collector_that_is_away_costs_packets_and_no_time()
    {
        var address = HepAddress.Parse("-H", $"tcp:127.0.0.1:{LiveRun.FreePorts().Caller}");
        var sender = new HepSender(address, null, 3);
        for (var i = 0; i < 20_000; i++) sender.Send(Envelope(i), Options(i), default);
        Assert.True(sender.Dropped >= 9_000);
        sender.Dispose();
        Assert.Equal((0, 20_000), (sender.Sent, sender.Dropped));
    }

    [Theory]
    [InlineData("127.0.0.1:9060")]
    [InlineData("udp:127.0.0.1")]
    [InlineData("udp:127.0.0.1:0")]
    [InlineData("udp:9060")]
    [InlineData("sctp:127.0.0.1:9060")]
    public void A_bad_address_is_the_users_mistake(string text) => Assert.Throws<UserError>(() => HepAddress.Parse("-H", text));

    // A listener also wakes its reader for what turns out to be no frame.
    private static bool MovesNext(LiveSource source)
    {
        var started = Stopwatch.GetTimestamp();
        while (!source.TryMoveNext(patience))
        {
            if (Stopwatch.GetElapsedTime(started) > patience) return false;
        }
        return true;
    }

    private static HepEnvelope Envelope(int i) => new(Timestamp.FromUnix(1_700_000_000 + i, 0), Endpoint.From(IPAddress.Parse("192.0.2.1"), 5060),
        Endpoint.From(IPAddress.Parse("198.51.100.2"), 5080), IpProtocol.Udp, HepPayloadType.Sip, 7);

    private static byte[] Options(int i) => Encoding.ASCII.GetBytes($"OPTIONS sip:a@example.com SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK{i}\r\n"
        + $"From: <sip:b@example.com>;tag=1\r\nTo: <sip:a@example.com>\r\nCall-ID: hep-{i}\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n");

    private sealed class Nothing : ByteSource
    {
        protected override int ReadInput(int file, long offset, Span<byte> bytes) => 0;
    }
}
