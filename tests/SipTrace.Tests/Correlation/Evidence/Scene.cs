using System.Globalization;
using System.Text;
using SipTrace.Correlation;
using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Sip;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Correlation.Evidence;

/// <summary>Writes the call text of one call between Alice and Bob, line by line, and reads what it proves.</summary>
internal sealed class Scene
{
    public const string AliceUfrag = "alic", BobUfrag = "bobb";
    private readonly StringBuilder text = new();

    /// <summary>An INVITE of Alice with a body.</summary>
    public Scene Offer(double at, string from, string to, string body, int cseq = 1, string toTag = "", string vias = "") =>
        Sip(at, from, to, "INVITE sip:bob@example.com SIP/2.0", cseq, "INVITE", toTag, body, vias.Length > 0 ? vias : $"Via: SIP/2.0/UDP {from};branch=z9hG4bKa{cseq}\r\n");

    /// <summary>A 200 of Bob with a body.</summary>
    public Scene Answer(double at, string from, string to, string body, int cseq = 1, string via = "Via: SIP/2.0/UDP 192.168.1.10:5060;branch=z9hG4bKa1\r\n") =>
        Sip(at, from, to, "SIP/2.0 200 OK", cseq, "INVITE", "b", body, via);

    /// <summary>A BYE of Alice.</summary>
    public Scene Bye(double at, string from, string to) =>
        Sip(at, from, to, "BYE sip:bob@example.com SIP/2.0", 9, "BYE", "b", "", $"Via: SIP/2.0/UDP {from};branch=z9hG4bKbye\r\n");

    /// <summary>Any other line of call text.</summary>
    public Scene Line(string line)
    {
        text.Append(line).Append("\r\n");
        return this;
    }

    /// <summary>What it proves.</summary>
    public CallEvidence Read()
    {
        var trace = CallText.Read(text.ToString()).Trace!;
        return new TraceEvidence(trace, new IceSessions(trace)).Of(CallTranscript.Read(trace, Assert.Single(trace.Calls)));
    }

    /// <summary>A body of one audio stream.</summary>
    public static string Body(string address, int port, string ufrag = "", string[]? candidates = null, string more = "")
    {
        var ice = ufrag.Length == 0 ? "" : $"a=ice-ufrag:{ufrag}\r\na=ice-pwd:{ufrag}0123456789012345678\r\n";
        var lines = string.Concat((candidates ?? []).Select(candidate => $"a=candidate:{candidate}\r\n"));
        return $"v=0\r\no=- 1 1 IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\nm=audio {port} RTP/AVP 0\r\na=rtcp-mux\r\n{ice}{lines}{more}";
    }

    private Scene Sip(double at, string from, string to, string start, int cseq, string method, string toTag, string body, string vias)
    {
        text.Append(CultureInfo.InvariantCulture, $"{at:0.000} {from} > {to} SIP\r\n{start}\r\n{vias}From: <sip:alice@example.com>;tag=a\r\n");
        text.Append(CultureInfo.InvariantCulture, $"To: <sip:bob@example.com>{(toTag.Length > 0 ? ";tag=" + toTag : "")}\r\nCall-ID: one\r\nCSeq: {cseq} {method}\r\n");
        if (body.Length > 0) text.Append("Content-Type: application/sdp\r\n");
        text.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n{body}\r\n");
        return this;
    }
}
