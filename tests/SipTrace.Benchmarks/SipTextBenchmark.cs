using BenchmarkDotNet.Attributes;
using SipTrace.Wire.Sip;

namespace SipTrace.Benchmarks;

/// <summary>An INVITE as phones send it, with an offer, parsed.</summary>
[MemoryDiagnoser]
public class SipTextBenchmark
{
    private readonly byte[] invite = System.Text.Encoding.ASCII.GetBytes("""
        INVITE sip:bob@example.com SIP/2.0
        Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK776asdhds;rport
        Max-Forwards: 70
        From: "Alice" <sip:alice@example.com>;tag=1928301774
        To: <sip:bob@example.com>
        Call-ID: a84b4c76e66710@192.0.2.1
        CSeq: 314159 INVITE
        Contact: <sip:alice@192.0.2.1:5060>
        Allow: INVITE, ACK, CANCEL, OPTIONS, BYE, REFER, NOTIFY, PRACK, UPDATE
        Supported: replaces, timer, 100rel
        User-Agent: Phone/1.2
        Content-Type: application/sdp
        Content-Length: 165

        v=0
        o=- 2890844526 2890844526 IN IP4 192.0.2.1
        s=-
        c=IN IP4 192.0.2.1
        t=0 0
        m=audio 49170 RTP/AVP 0 8 101
        a=rtpmap:101 telephone-event/8000
        a=ptime:20
        a=sendrecv

        """.ReplaceLineEndings("\r\n"));

    [Benchmark]
    public int Parse() => SipText.TryParse(invite, isCut: false, out var text) ? text.CallId.Length : throw new InvalidOperationException("not parsed");
}
