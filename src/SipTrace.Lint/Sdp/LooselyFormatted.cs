namespace SipTrace.Lint.Sdp;

internal sealed class LooselyFormatted() : SdpRule("SDP003", "loosely-formatted", Severity.Info, "RFC 8866 §5, §5.3, §9")
{
    private const string SessionOrder = "vosiuepcbtka", MediaOrder = "micbka";

    public override string Why =>
        "The lines of a description have a fixed order and end in CR LF, s= has at least one character, and nothing follows the "
        + "last line. Most "
        + "parsers do not mind; a strict one does, and an intermediary may.";

    public override string Bad => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        b=AS:768
        c=IN IP4 192.0.2.23
        t=0 0
        m=audio 11780 RTP/AVP 8 0
        """;

    public override string Good => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s= 
        c=IN IP4 192.0.2.23
        b=AS:768
        b=TIAS:64000
        t=0 0
        m=audio 11780 RTP/AVP 8 0
        """;

    public override Fold Fold => Fold.Agent;

    public override void Check(SdpBody body, Report report)
    {
        var lines = body.Document.Lines;
        if (lines.Length == 0) return;
        List<string>? faults = null;
        if (FirstOutOfOrder(body) is { } misplaced) Say($"{misplaced}= after what should follow it");
        var bare = 0;
        foreach (ref readonly var line in lines) bare += line is { HasLineEnd: true, HasCrLf: false } ? 1 : 0;
        if (bare > 0) Say("lines that CR LF does not end");
        if (body.Document.Session.TryGet('s', out var name) && name.Length == 2) Say("empty s=");
        if (lines[^1].Length == 0) Say("an empty line at the end");
        else if (!lines[^1].HasLineEnd && !IsPartOfBody(body)) Say("no line end at the end");
        if (body.Document.Bytes[^1] == 0) Say("NUL at the end");
        if (faults is not null) report.Add(body.FirstLine, "loosely formatted: " + string.Join(", ", faults));

        void Say(string fault) => (faults ??= []).Add(fault);
    }

    // The line end before the boundary of a multipart belongs to the boundary.
    private static bool IsPartOfBody(SdpBody body) => body.Message is { } message
        && message.SdpOffset + body.Document.Bytes.Length < message.Text.Length;

    private static char? FirstOutOfOrder(SdpBody body)
    {
        var (order, reached) = (SessionOrder, 0);
        foreach (ref readonly var line in body.Document.Lines)
        {
            if (line.Type == 'm') (order, reached) = (MediaOrder, 0);
            // Repetitions and zones belong to the times, which may be several.
            var rank = order.IndexOf(line.Type is 'r' or 'z' ? 't' : line.Type);
            if (rank < 0) continue;
            if (rank < reached) return line.Type;
            reached = rank;
        }
        return null;
    }
}
