using System.Text;
using SipTrace.Correlation;
using SipTrace.Tests.Support;
using SipTrace.Wire.Bytes;

namespace SipTrace.Tests.Correlation;

/// <summary>Packets made one after the other, for a correlator with limits.</summary>
internal sealed class RetentionWire(RetentionLimits limits)
{
    private long time = 1_700_000_000_000_000_000;
    private int number;

    /// <summary>From one packet to the next.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(1);

    public Correlator Correlator { get; } = new(new Nothing(), limits: limits);

    public Trace Trace => Correlator.Trace;

    public void Answered(int i, string body = "")
    {
        var caller = "203.0.113.5:5060";
        Send(caller, "192.0.2.1:5060", "INVITE", $"known-{i}", body: body);
        Send("192.0.2.1:5060", caller, "200", $"known-{i}");
        Send(caller, "192.0.2.1:5060", "ACK", $"known-{i}");
    }

    public void Send(string from, string to, string what, string callId, int cseq = 1, string body = "")
    {
        var method = what == "200" ? "INVITE" : what;
        Datagram(from, to, Encoding.ASCII.GetBytes((what == "200" ? "SIP/2.0 200 OK" : $"{what} sip:a@example.com SIP/2.0")
            + $"\r\nVia: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK{cseq}\r\nFrom: <sip:b@example.com>;tag=1\r\nTo: <sip:a@example.com>{(what is "200" or "ACK" ? ";tag=2" : "")}\r\n"
            + $"Call-ID: {callId}\r\nCSeq: {cseq} {method}\r\n{(body.Length > 0 ? "Content-Type: application/sdp\r\n" : "")}Content-Length: {body.Length}\r\n\r\n{body}"));
    }

    public void Rtp(string from, string to, uint ssrc, int sequence) =>
        Datagram(from, to, [0x80, 0, 0, (byte)sequence, 0, 0, (byte)(sequence * 160 >> 8), (byte)(sequence * 160), (byte)(ssrc >> 24), (byte)(ssrc >> 16), (byte)(ssrc >> 8), (byte)ssrc, .. new byte[160]]);

    public void Stun(string from, string to, int id) =>
        Datagram(from, to, [0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42, 0, 0, 0, 0, 0, 0, 0, 0, (byte)(id >> 24), (byte)(id >> 16), (byte)(id >> 8), (byte)id]);

    public string Describe(int index)
    {
        var text = Encoding.ASCII.GetString(Trace.TextOf(Trace.Messages[index]).Span);
        var first = text.Split(' ');
        return $"{(first[0] == "SIP/2.0" ? first[1] : first[0])} {text.Split("Call-ID: ")[1].Split('\r')[0]}";
    }

    /// <summary>One octet of a TCP stream, for the one before which it waits.</summary>
    public void Segment(string from, string to, uint sequence)
    {
        var bytes = UdpPacket.Of(from, to, [.. new byte[12], (byte)'x']);
        bytes[9] = 6;
        for (var i = 0; i < 4; i++) bytes[24 + i] = (byte)(sequence >> (24 - 8 * i));
        (bytes[32], bytes[33]) = (0x50, 0x18);
        Take(bytes);
    }

    public void Datagram(string from, string to, byte[] payload) => Take(UdpPacket.Of(from, to, payload));

    private void Take(byte[] bytes)
    {
        Correlator.Take(new Frame
        {
            Time = new Timestamp(time += Interval.Ticks * 100), LinkType = LinkType.Raw, Bytes = bytes, OriginalLength = bytes.Length, Number = ++number, Offset = -1,
        });
    }

    private sealed class Nothing : ByteSource
    {
        protected override int ReadInput(int file, long offset, Span<byte> bytes) => 0;
    }
}
