namespace SipTrace.Wire.Sdp;

/// <summary>The lines of a session description before its first m= line, or from one m= line to the next, and what each section says
/// for itself.</summary>
public class SdpSection
{
    private readonly SdpLine[] lines;
    private readonly int first, count;

    internal SdpSection(SdpLine[] lines, int first, int count)
    {
        this.lines = lines;
        this.first = first;
        this.count = count;
    }

    internal delegate bool LineParser<T>(SdpLine line, out T value);

    /// <summary>The lines of the section in their order.</summary>
    public ReadOnlySpan<SdpLine> Lines => lines.AsSpan(first, count);

    /// <summary>The a=candidate lines that parse (RFC 8839 §5.1). In the session section they are misplaced, but for a trickled
    /// fragment without m= line.</summary>
    public IReadOnlyList<SdpCandidate> Candidates => field ??= [.. CandidateLines.Select(line => line.Candidate).OfType<SdpCandidate>()];

    /// <summary>The a=candidate lines that do not parse.</summary>
    public IReadOnlyList<SdpLine> UnreadableCandidates =>
        field ??= [.. CandidateLines.Where(line => line.Candidate is null).Select(line => line.Line)];

    /// <summary>All a=candidate lines.</summary>
    public IReadOnlyList<SdpCandidateLine> CandidateLines
    {
        get
        {
            if (field is not null) return field;
            var list = new List<SdpCandidateLine>();
            foreach (var line in Lines)
            {
                if (!line.IsAttribute("candidate")) continue;
                list.Add(SdpCandidate.TryParse(line, out var candidate, out var problem)
                    ? new SdpCandidateLine(line, candidate, "") : new SdpCandidateLine(line, null, problem));
            }
            return field = list;
        }
    }

    /// <summary>The b= lines.</summary>
    public IReadOnlyList<SdpBandwidth> Bandwidths
    {
        get
        {
            if (field is not null) return field;
            var list = new List<SdpBandwidth>();
            foreach (var line in Lines)
            {
                if (line.Type == 'b' && SdpBandwidth.TryParse(line, out var bandwidth)) list.Add(bandwidth);
            }
            return field = list;
        }
    }

    /// <summary>The header extensions of RTP (RFC 8285 §5).</summary>
    public IReadOnlyList<SdpExtensionMap> ExtensionMaps => field ??= Read<SdpExtensionMap>("extmap", SdpExtensionMap.TryParse);

    /// <summary>The a=fingerprint lines of this section; see <see cref="SdpMedia.Fingerprints"/>.</summary>
    public IReadOnlyList<SdpFingerprint> OwnFingerprints => field ??= Read<SdpFingerprint>("fingerprint", SdpFingerprint.TryParse);

    /// <summary>The identification tag of a=mid (RFC 5888 §4); empty where there is none.</summary>
    public string Mid => field ??= AttributeText("mid");

    /// <summary>The first line of a type.</summary>
    public bool TryGet(char type, out SdpLine line)
    {
        foreach (var candidate in Lines)
        {
            if (candidate.Type != type) continue;
            line = candidate;
            return true;
        }
        line = default;
        return false;
    }

    /// <summary>The first a= line of a name.</summary>
    public bool TryGetAttribute(string name, out SdpLine line)
    {
        foreach (var candidate in Lines)
        {
            if (!candidate.IsAttribute(name)) continue;
            line = candidate;
            return true;
        }
        line = default;
        return false;
    }

    /// <summary>Whether there is an a= line of a name.</summary>
    public bool HasAttribute(string name) => TryGetAttribute(name, out _);

    /// <summary>All a= lines of a name.</summary>
    public IEnumerable<SdpLine> Attributes(string name)
    {
        for (var i = first; i < first + count; i++)
        {
            if (lines[i].IsAttribute(name)) yield return lines[i];
        }
    }

    /// <summary>The value of the first a= line of a name; empty where there is none.</summary>
    public string AttributeText(string name) => TryGetAttribute(name, out var line) ? line.AttributeText : "";

    /// <summary>The first line in this section that says a direction.</summary>
    public bool TryGetDirection(out SdpLine line, out MediaDirection direction)
    {
        foreach (var candidate in Lines)
        {
            if (candidate.Type != 'a' || !MediaDirections.TryParse(candidate.Value, out direction)) continue;
            line = candidate;
            return true;
        }
        line = default;
        direction = MediaDirection.SendRecv;
        return false;
    }

    internal List<T> Read<T>(string name, LineParser<T> parse)
    {
        var list = new List<T>();
        foreach (var line in Lines)
        {
            if (line.IsAttribute(name) && parse(line, out var value)) list.Add(value);
        }
        return list;
    }
}
