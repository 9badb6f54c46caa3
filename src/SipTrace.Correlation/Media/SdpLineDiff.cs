using SipTrace.Wire.Sdp;

namespace SipTrace.Correlation.Media;

/// <summary>Compares lines that have no meaning of their own here: whatever their order, those of one name are set against each other.</summary>
internal static class SdpLineDiff
{
    public static IEnumerable<SdpChange> Between(IEnumerable<SdpLine> before, IEnumerable<SdpLine> after, int? media, string mid)
    {
        var old = before.Select(Text).ToList();
        var now = after.Select(Text).ToList();
        old.RemoveAll(now.Remove);
        foreach (var line in old)
        {
            var at = now.FindIndex(other => NameOf(other) == NameOf(line));
            yield return new SdpChange(media, mid, SubjectOf(line), line, at < 0 ? null : now[at]);
            if (at >= 0) now.RemoveAt(at);
        }
        foreach (var line in now) yield return new SdpChange(media, mid, SubjectOf(line), null, line);
    }

    private static string Text(SdpLine line) => $"{line.Type}={line.Text}";

    private static string NameOf(string line) => line.Split(':', 2)[0] is var name && line[0] == 'a' ? name : line[..1];

    private static SdpSubject SubjectOf(string line) => line[0] == 'a' ? SdpSubject.Attribute : SdpSubject.Line;
}
