using System.Buffers.Text;
using SipTrace.Correlation.Sip;

namespace SipTrace.Lint.Sip;

internal sealed class ContentLengthWrong() : SipRule("SIP001", "content-length-wrong", Severity.Error, "RFC 3261 §18.3, §20.14")
{
    public override string Why =>
        "Content-Length counts the octets after the empty line. A message that ends before is refused; what follows is dropped, or "
        + "read as the next message of a stream, which cannot do without the header. Who rewrites a body and not its length does "
        + "this. Empty lines at the end count for nothing.";

    public override string Bad => new Example()
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8"), headers: "Content-Length: 320\n").Response("486 Busy Here")
        .ToString();

    public override string Good => new Example()
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8")).Response("486 Busy Here").ToString();

    public override void Check(TranscriptMessage message, LintedCall call, Report report)
    {
        var text = message.Parse();
        if (!text.HasCompleteHeader) return;
        var body = text.Bytes[text.HeaderLength..];
        if (text.ContentLength == body.Length) return;
        if (!text.TryGetHeader("Content-Length"u8, out var value))
        {
            if (message.Record.Transport is SipTransport.Tcp or SipTransport.Tls)
                report.Add(Place.StartLine(message), $"no Content-Length over {message.Record.Transport.ToString().ToUpperInvariant()}");
            return;
        }
        value = value.Trim(" \t\r\n"u8);
        if (!Utf8Parser.TryParse(value, out long length, out var used) || used != value.Length || length < 0)
            report.Add(Place.Header(message, "Content-Length"u8), "Content-Length is no number");
        else if (length > body.Length || body[(int)length..].ContainsAnyExcept("\r\n"u8))
            report.Add(Place.Header(message, "Content-Length"u8),
                $"Content-Length {length}, but {body.Length} octet{(body.Length == 1 ? " follows" : "s follow")}");
    }
}
