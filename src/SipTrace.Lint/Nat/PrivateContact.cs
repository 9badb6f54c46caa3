using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sip;

namespace SipTrace.Lint.Nat;

internal sealed class PrivateContact() : SipRule("NAT002", "private-contact", Severity.Info, "RFC 3261 §8.1.1.8, §12.1.1")
{
    public override string Why =>
        "Contact names a private address, and the message comes out of a NAT: requests that follow it (ACK, BYE, a call to a "
        + "registered phone) go nowhere, unless the server keeps where the message came from. A Contact with alias, received, ob or "
        + "reg-id says that somebody does.";

    public override string Bad => Offered.Replace("Contact: <sip:alice@198.51.100.59:3072>", "Contact: <sip:alice@192.168.0.4:5060>",
        StringComparison.Ordinal);

    public override string Good => Offered.Replace("Contact: <sip:alice@198.51.100.59:3072>",
        "Contact: <sip:alice@192.168.0.4:5060;alias=198.51.100.59~3072~1>", StringComparison.Ordinal);

    private static string Offered => NatExample.Call(Example.Sdp("198.51.100.59", "m=audio 57288 RTP/AVP 8"));

    public override void Check(TranscriptMessage message, LintedCall call, Report report)
    {
        var isAsked = message.IsRequest ? message.Method is "INVITE" or "REGISTER" or "SUBSCRIBE"
            : message is { Method: "INVITE", Status: > 100 and < 300 };
        if (!isAsked || message.Record.Transport != SipTransport.Udp) return;
        var contact = message.Parse().Contact;
        if (!SipUri.TryParse(SipAddress.Parse(contact).Uri, out var uri) || !uri.HostPort.TryGetEndpoint(0, out var host)
            || !host.IsPrivate() || IsKept(contact)) return;
        var seenFrom = message.OwnSource;
        if (message.IsRequest && Endpoint.TryParseAddress(SipVia.Parse(message.LowestVia).Received, 0,
            out var received)) seenFrom = received;
        if (seenFrom.IsNone || !seenFrom.IsPublic()) return;
        report.Add(Place.Header(message, "Contact"u8), $"Contact {host.AddressText()}, but seen from {seenFrom.AddressText()}",
            once: host.AddressText());
    }

    private static bool IsKept(ReadOnlySpan<byte> contact) => contact.IndexOf(";ob"u8) is >= 0 and var at
        && (at + 3 == contact.Length || !char.IsAsciiLetter((char)contact[at + 3]))
        || contact.IndexOf(";alias="u8) >= 0 || contact.IndexOf(";received="u8) >= 0 || contact.IndexOf("reg-id="u8) >= 0;
}
