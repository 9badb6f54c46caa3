namespace SipTrace.Lint.Sdp;

internal sealed class LineMalformed() : SdpRule("SDP001", "line-malformed", Severity.Error, "RFC 8866 §5")
{
    public override string Why =>
        "Every line of a description is a lower-case letter that RFC 8866 knows, an equals sign, and a value, without blanks "
        + "between them; no "
        + "line is empty. A strict parser drops the line, or refuses the body. Attributes that nobody knows are no breach.";

    public override string Bad => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        c=IN IP4 192.0.2.23
        t=0 0
        m=audio 11780 RTP/AVP 8 0
        a = sendrecv
        """;

    public override string Good => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s= 
        c=IN IP4 192.0.2.23
        t=0 0
        m=audio 11780 RTP/AVP 8 0
        a=X-fax:on
        a=sendrecv
        """;

    public override void Check(SdpBody body, Report report)
    {
        var last = body.Document.Lines.Length;
        while (last > 0 && body.Document.Lines[last - 1].Length == 0) last--;
        foreach (ref readonly var line in body.Document.Lines[..last])
        {
            if (line.IsWellFormed) continue;
            report.Add(body.At(line), line.Length == 0 ? "an empty line inside the description" : $"not an SDP line: '{line}'");
        }
    }
}
