using SipTrace.Wire.Sdp;

namespace SipTrace.Correlation.Media;

/// <summary>Compares two session descriptions by what they mean: m= line by m= line, codecs by name and not by number, addresses as numbers.</summary>
/// <remarks>
/// What is in force counts, wherever it stands: a line that moves between session and m= line is no change, nor is another order of lines,
/// but for codecs, whose order tells which is preferred.
/// </remarks>
public static class SdpDiff
{
    // In force for every m= line that has none of its own.
    private static readonly string[] Inherited = ["setup", "fingerprint", "ice-options", "ice-mismatch", "end-of-candidates"];

    /// <summary>What changed from one description to a later one, or on its way through a hop.</summary>
    public static IReadOnlyList<SdpChange> Between(SdpDocument before, SdpDocument after)
    {
        var changes = new List<SdpChange>();
        if (OriginOf(before) is var first && OriginOf(after) is var second && first != second) changes.Add(new SdpChange(null, "", SdpSubject.Origin, first, second));
        changes.AddRange(SdpLineDiff.Between(SessionLines(before), SessionLines(after), null, ""));
        for (var i = 0; i < Math.Max(before.Media.Count, after.Media.Count); i++)
        {
            if (i >= before.Media.Count) changes.Add(new SdpChange(i, after.Media[i].Mid, SdpSubject.Media, null, after.Media[i].Line.Text));
            else if (i >= after.Media.Count) changes.Add(new SdpChange(i, before.Media[i].Mid, SdpSubject.Media, before.Media[i].Line.Text, null));
            else Compare(before, before.Media[i], after, after.Media[i], changes);
        }
        CompareSession(before, after, changes);
        return changes;
    }

    /// <summary>What an answer makes of its offer: what both sides settle together. Addresses, candidates and the like are each side's own.</summary>
    public static IReadOnlyList<SdpChange> OfAnswer(SdpDocument offer, SdpDocument answer)
    {
        var changes = new List<SdpChange>();
        for (var i = 0; i < Math.Max(offer.Media.Count, answer.Media.Count); i++)
        {
            if (i >= offer.Media.Count) changes.Add(new SdpChange(i, answer.Media[i].Mid, SdpSubject.Media, null, answer.Media[i].Line.Text));
            else if (i >= answer.Media.Count) changes.Add(new SdpChange(i, offer.Media[i].Mid, SdpSubject.Media, offer.Media[i].Line.Text, null));
            else CompareSettled(offer.Media[i], answer.Media[i], changes);
        }
        return changes;
    }

    // What is in force is told with its m= line; a c= that every m= line overrides still shows who meddled.
    private static void CompareSession(SdpDocument before, SdpDocument after, List<SdpChange> changes)
    {
        if (before.Connection is not { } one || after.Connection is not { } other || one.Address.IsSameAs(other.Address)) return;
        if (!changes.Exists(change => change.What == SdpSubject.Connection)) changes.Insert(0, new SdpChange(null, "", SdpSubject.Connection, one.Address.Text, other.Address.Text));
    }

    private static void Compare(SdpDocument before, SdpMedia one, SdpDocument after, SdpMedia other, List<SdpChange> changes)
    {
        Add(SdpSubject.Media, one.Kind, other.Kind);
        Add(SdpSubject.Port, one.PortText, other.PortText);
        if (one.Connection is not { } c || other.Connection is not { } d || !c.Address.IsSameAs(d.Address))
            Add(SdpSubject.Connection, one.Connection?.Address.Text, other.Connection?.Address.Text);
        Add(SdpSubject.Protocol, one.Protocol, other.Protocol);
        SdpCodecDiff.Compare(one, other, changes);
        Add(SdpSubject.Direction, one.Direction.Name(), other.Direction.Name());
        Add(SdpSubject.Credentials, Credential("ice-ufrag", one.IceUfrag), Credential("ice-ufrag", other.IceUfrag));
        Add(SdpSubject.Credentials, Credential("ice-pwd", one.IcePassword), Credential("ice-pwd", other.IcePassword));
        SdpCandidateDiff.Compare(one, other, changes);
        changes.AddRange(SdpLineDiff.Between(MediaLines(before, one), MediaLines(after, other), one.Index, other.Mid));

        void Add(SdpSubject what, string? from, string? to)
        {
            if (from != to) changes.Add(new SdpChange(one.Index, other.Mid, what, from, to));
        }
    }

    private static void CompareSettled(SdpMedia offer, SdpMedia answer, List<SdpChange> changes)
    {
        Add(SdpSubject.Media, offer.Kind, answer.Kind);
        if (offer.IsLive && !answer.IsLive)
        {
            Add(SdpSubject.Port, offer.PortText, answer.PortText);
            return;
        }
        Add(SdpSubject.Protocol, offer.Protocol, answer.Protocol);
        SdpCodecDiff.Compare(offer, answer, changes);
        Add(SdpSubject.Direction, offer.Direction.Name(), answer.Direction.Name());
        Add(SdpSubject.Attribute, Property(offer.IsRtcpMux, "a=rtcp-mux"), Property(answer.IsRtcpMux, "a=rtcp-mux"));
        Add(SdpSubject.Attribute, Property(offer.HasIceMismatch, "a=ice-mismatch"), Property(answer.HasIceMismatch, "a=ice-mismatch"));
        if (offer.HasIce != answer.HasIce) Add(SdpSubject.Credentials, Credential("ice-ufrag", offer.IceUfrag), Credential("ice-ufrag", answer.IceUfrag));
        Add(SdpSubject.Attribute, Credential("setup", offer.Setup), Credential("setup", answer.Setup));

        void Add(SdpSubject what, string? from, string? to)
        {
            if (from != to) changes.Add(new SdpChange(offer.Index, offer.Mid, what, from, to));
        }
    }

    private static string? OriginOf(SdpDocument document) => document.Origin?.Line.Text;

    private static string? Property(bool isThere, string line) => isThere ? line : null;

    private static string? Credential(string name, string value) => value.Length == 0 ? null : $"a={name}:{value}";

    private static IEnumerable<SdpLine> SessionLines(SdpDocument document)
    {
        var hasMedia = document.Media.Count > 0;
        return document.Session.Lines.ToArray().Where(line => line.Type is not ('o' or 'c' or 'v' or '\0')
            && !(hasMedia && (Inherited.Any(line.IsAttribute) || IsComparedApart(line))));
    }

    private static IEnumerable<SdpLine> MediaLines(SdpDocument document, SdpMedia media)
    {
        var own = media.Lines[1..].ToArray().Where(line => line.Type is not ('c' or '\0') && !IsComparedApart(line));
        return own.Concat(Inherited.Where(name => !media.HasAttribute(name)).SelectMany(document.Session.Attributes));
    }

    private static bool IsComparedApart(SdpLine line) => line.Type == 'a'
        && (line.IsAttribute("candidate") || line.IsAttribute("rtpmap") || line.IsAttribute("fmtp") || line.IsAttribute("ice-ufrag")
            || line.IsAttribute("ice-pwd") || MediaDirections.TryParse(line.Value, out _));
}
