using System.Runtime.CompilerServices;

namespace SipTrace.Wire.Sdp;

/// <summary>The lines of a session description before its first m= line, or from one m= line to the next, and what each section says
/// for itself.</summary>
public class SdpSection
{
    private static readonly List<SdpCandidate> noCandidates = [];
    private static readonly List<SdpUnreadableCandidate> noUnreadable = [];

    private readonly SdpLine[] lines;
    private readonly int first, count;
    private readonly uint types;
    private readonly ulong attributes;
    private int directionAt = Unknown;
    private List<SdpCandidate>? candidates;
    private List<SdpUnreadableCandidate>? unreadableCandidates;
    private bool areCandidatesRead;

    internal SdpSection(SdpLine[] lines, int first, int count)
    {
        this.lines = lines;
        this.first = first;
        this.count = count;
        foreach (ref readonly var line in Lines)
        {
            types |= MarkOf(line.Type);
            if (line.Type == 'a') attributes |= MarkOf(line.AttributeName);
        }
    }

    internal delegate bool LineParser<T>(SdpLine line, out T value);

    private const int Unknown = -2, None = -1;

    /// <summary>The lines of the section in their order.</summary>
    public ReadOnlySpan<SdpLine> Lines => lines.AsSpan(first, count);

    /// <summary>The a=candidate lines that parse (RFC 8839 §5.1). In the session section they are misplaced, but for a trickled
    /// fragment without m= line.</summary>
    public List<SdpCandidate> Candidates
    {
        get
        {
            ReadCandidates();
            return candidates ?? noCandidates;
        }
    }

    /// <summary>The a=candidate lines that do not parse.</summary>
    public List<SdpUnreadableCandidate> UnreadableCandidates
    {
        get
        {
            ReadCandidates();
            return unreadableCandidates ?? noUnreadable;
        }
    }

    /// <summary>The b= lines.</summary>
    public IReadOnlyList<SdpBandwidth> Bandwidths
    {
        get
        {
            if (field is not null) return field;
            if (!Has('b')) return field = [];
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

    /// <summary>The first c= of this section; see <see cref="SdpMedia.Connection"/>. Null where there is none.</summary>
    public SdpConnection? OwnConnection => field ??= TryGet('c', out var line) ? SdpConnection.Parse(line) : null;

    /// <summary>The identification tag of a=mid (RFC 5888 §4); empty where there is none.</summary>
    public string Mid => field ??= AttributeText("mid");

    /// <summary>Whether there is a line of a type.</summary>
    public bool Has(char type) => (types & MarkOf(type)) != 0;

    /// <summary>The first line of a type.</summary>
    public bool TryGet(char type, out SdpLine line)
    {
        if (Has(type))
        {
            foreach (ref readonly var candidate in Lines)
            {
                if (candidate.Type != type) continue;
                line = candidate;
                return true;
            }
        }
        line = default;
        return false;
    }

    /// <summary>The first a= line of a name.</summary>
    public bool TryGetAttribute(string name, out SdpLine line)
    {
        if (MayHaveAttribute(name)) return TryFind(name, out line);
        line = default;
        return false;
    }

    /// <summary>Whether there is an a= line of a name.</summary>
    public bool HasAttribute(string name) => MayHaveAttribute(name) && TryFind(name, out _);

    /// <summary>How many a= lines of a name there are.</summary>
    private protected int CountAttributes(string name)
    {
        var found = 0;
        if (!MayHaveAttribute(name)) return found;
        foreach (ref readonly var line in Lines)
        {
            if (line.IsAttribute(name)) found++;
        }
        return found;
    }

    /// <summary>All a= lines of a name.</summary>
    public IEnumerable<SdpLine> Attributes(string name) => MayHaveAttribute(name) ? Find(name) : [];

    private IEnumerable<SdpLine> Find(string name)
    {
        for (var i = first; i < first + count; i++)
        {
            if (lines[i].IsAttribute(name)) yield return lines[i];
        }
    }

    /// <summary>The value of the first a= line of a name; empty where there is none.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]      // seldom asked: what asks stays small
    public string AttributeText(string name) => TryGetAttribute(name, out var line) ? line.AttributeText : "";

    /// <summary>The first line in this section that says a direction.</summary>
    public bool TryGetDirection(out SdpLine line, out MediaDirection direction)
    {
        if (directionAt == Unknown) directionAt = FindDirection();
        line = directionAt == None ? default : Lines[directionAt];
        direction = MediaDirection.SendRecv;
        return directionAt != None && line.TryGetDirection(out direction);
    }

    internal IReadOnlyList<T> Read<T>(string name, LineParser<T> parse)
    {
        if (!MayHaveAttribute(name)) return [];
        var list = new List<T>();
        foreach (ref readonly var line in Lines)
        {
            if (line.IsAttribute(name) && parse(line, out var value)) list.Add(value);
        }
        return list;
    }

    /// <summary>Whether there may be an a= line of a name: false is certain.</summary>
    private protected bool MayHaveAttribute(string name) => (attributes & MarkOf(name)) != 0;

    [MethodImpl(MethodImplOptions.NoInlining)]      // seldom asked: what asks stays small
    private bool TryFind(string name, out SdpLine line)
    {
        foreach (ref readonly var candidate in Lines)
        {
            if (!candidate.IsAttribute(name)) continue;
            line = candidate;
            return true;
        }
        line = default;
        return false;
    }

    private void ReadCandidates()
    {
        if (areCandidatesRead) return;
        areCandidatesRead = true;
        if (!MayHaveAttribute("candidate")) return;
        foreach (ref readonly var line in Lines)
        {
            if (!line.IsAttribute("candidate")) continue;
            if (SdpCandidate.TryParse(line, out var candidate, out var problem)) (candidates ??= []).Add(candidate);
            else (unreadableCandidates ??= []).Add(new SdpUnreadableCandidate(line, problem));
        }
    }

    private int FindDirection()
    {
        for (var i = 0; i < count; i++)
        {
            if (Lines[i].TryGetDirection(out _)) return i;
        }
        return None;
    }

    // One bit for each letter, and one for what is no line.
    private static uint MarkOf(char type) => 1u << (type & 31);

    // One bit for a name; several names share one, but none that stand in many descriptions.
    private static ulong MarkOf(ReadOnlySpan<byte> name) => name.IsEmpty ? 1 : MarkOf(name.Length, name[0], name[^1]);

    private static ulong MarkOf(string name) => name.Length == 0 ? 1 : MarkOf(name.Length, name[0], name[^1]);

    private static ulong MarkOf(int length, int first, int last) => 1UL << ((11 * length + 8 * first + 3 * last) & 63);
}
