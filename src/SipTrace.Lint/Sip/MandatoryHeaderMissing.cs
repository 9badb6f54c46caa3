using SipTrace.Correlation.Sip;

namespace SipTrace.Lint.Sip;

internal sealed class MandatoryHeaderMissing()
    : SipRule("SIP002", "mandatory-header-missing", Severity.Warning, "RFC 3261 §8.1.1, §8.2.6.2, §12.1.1, §20.15")
{
    public override string Why =>
        "Via, From (with a tag), To, Call-ID and CSeq are in every message; Contact is in an INVITE and its 2xx, or the dialog has "
        + "no target for what follows; a body has a Content-Type; an answer to INVITE, but for 100, has a To tag. Without "
        + "Max-Forwards, and without To tag in failures, old equipment works: nothing is said of them.";

    public override string Bad => Good.Replace("Contact: <sip:bob@203.0.113.5:5060>\n", "", StringComparison.Ordinal);

    public override string Good => new Example().Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8")).Response("100 Trying")
        .Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8")).Ack().Bye().ToString();

    public override void Check(TranscriptMessage message, LintedCall call, Report report)
    {
        var missing = MissingIn(message);
        if (missing.Length > 0) report.Add(Place.StartLine(message), missing);
    }

    private static string MissingIn(TranscriptMessage message)
    {
        var text = message.Parse();
        var missing = "";
        if (text.TopVia.IsEmpty) Add("Via");
        if (text.From.IsEmpty) Add("From");
        else if (message.FromTag.Length == 0) Add("tag in From");
        if (text.To.IsEmpty) Add("To");
        if (text.CallId.IsEmpty) Add("Call-ID");
        if (text.CSeqNumber.IsEmpty) Add("CSeq");
        var isInvite = message.Method == "INVITE";
        if (isInvite && (message.IsRequest || message.Status is >= 200 and < 300) && text.Contact.IsEmpty) Add("Contact");
        if (isInvite && message.Status is > 100 and < 300 && !text.To.IsEmpty && message.ToTag.Length == 0) Add("tag in To");
        if (text.HasCompleteHeader && text.Bytes[text.HeaderLength..].ContainsAnyExcept("\r\n\0 "u8)
            && text.ContentType.IsEmpty) Add("Content-Type");
        return missing;

        void Add(string name) => missing += missing.Length == 0 ? "no " + name : ", no " + name;
    }
}
