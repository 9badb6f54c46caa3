namespace SipTrace.Lint.Sdp;

internal sealed class MandatoryLineMissing() : SdpRule("SDP002", "mandatory-line-missing", Severity.Error, "RFC 8866 §5, §9; RFC 3264 §5")
{
    public override string Why =>
        "A description begins with v=0 and has o=, s= and t= before its first m= line. Many parsers refuse the whole body without "
        + "one of them. A "
        + "second v= begins another description, and SIP carries one. No m= line at all is right.";

    public override string Bad => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        c=IN IP4 192.0.2.23
        m=audio 11780 RTP/AVP 8 0
        """;

    public override string Good => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=-
        t=0 0
        """;

    public override void Check(SdpBody body, Report report)
    {
        var missing = "";
        foreach (var type in "vost")
        {
            if (!body.Document.Session.Has(type)) missing += missing.Length == 0 ? $"{type}=" : $", {type}=";
        }
        if (missing.Length > 0) report.Add(body.FirstLine, $"no {missing} line");
        var versions = 0;
        foreach (ref readonly var line in body.Document.Lines)
        {
            if (line.Type != 'v') continue;
            if (++versions > 1) report.Add(body.At(line), "a second v= line: two descriptions in one body");
            else if (!line.Value.SequenceEqual("0"u8)) report.Add(body.At(line), $"v={line.Text}, and 0 is the only version there is");
        }
    }
}
