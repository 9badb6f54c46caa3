using System.Text;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Tests.Support;

/// <summary>Plays SIP messages, written short, as UDP packets through a real correlator.</summary>
internal sealed class Dialogue
{
    private readonly Correlator correlator = new(new NoBytes());
    private int frames;

    public Trace Trace => correlator.Trace;

    /// <summary>Sends one message: <c>INVITE</c> or <c>200 INVITE</c>, with From tag a and To tag as given.</summary>
    public Dialogue Send(double at, string from, string to, string start, int cseq = 1, string toTag = "", string branch = "b", string fromTag = "a",
        string callId = "c1", string more = "", string body = "", int point = 0, string user = "bob")
    {
        var isResponse = char.IsDigit(start[0]);
        var method = isResponse ? start.Split(' ')[1] : start;
        var startLine = isResponse ? $"SIP/2.0 {start.Split(' ')[0]} Whatever" : $"{start} sip:{user}@example.com SIP/2.0";
        var tag = toTag.Length > 0 ? ";tag=" + toTag : "";
        var text = $"{startLine}\r\nVia: SIP/2.0/UDP {from};branch=z9hG4bK{branch}\r\nFrom: \"Alice\" <sip:alice@example.com>;tag={fromTag}\r\n"
            + $"To: <sip:{user}@example.com>{tag}\r\nCall-ID: {callId}\r\nCSeq: {cseq} {method}\r\n{more}"
            + (body.Length > 0 ? "Content-Type: application/sdp\r\n" : "") + $"Content-Length: {body.Length}\r\n\r\n{body}";
        SendRaw(at, from, to, Encoding.UTF8.GetBytes(text), point);
        return this;
    }

    public void SendRaw(double at, string from, string to, byte[] payload, int point = 0)
    {
        var bytes = UdpPacket.Of(from, to, payload);
        correlator.Take(new Frame
        {
            Time = new Timestamp((long)(at * 1e9)),
            LinkType = LinkType.Raw,
            Bytes = bytes,
            OriginalLength = bytes.Length,
            Number = ++frames,
            Offset = -1,
            Point = point,
        });
    }

    /// <summary>Ends the capture and gives its only call.</summary>
    public Call End()
    {
        correlator.Complete();
        return Assert.Single(correlator.Trace.Calls);
    }

    /// <summary>Ends the capture and gives all its calls.</summary>
    public IReadOnlyList<Call> EndAll()
    {
        correlator.Complete();
        return correlator.Trace.Calls;
    }

    private sealed class NoBytes : ByteSource
    {
        protected override int ReadInput(int file, long offset, Span<byte> bytes) => 0;
    }
}
