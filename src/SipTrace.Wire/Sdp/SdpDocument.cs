using System.Runtime.InteropServices;
using System.Text;
using SipTrace.Wire.Sip;

namespace SipTrace.Wire.Sdp;

/// <summary>A session description (RFC 8866), or a fragment of one that trickles candidates (RFC 8840 §9): every line with its place.
/// Reading never fails.</summary>
/// <remarks>Views of lines are made when first asked for. Beyond 256 KiB and 1000 m= lines nothing is looked at.</remarks>
public sealed class SdpDocument
{
    private const int MaxLength = 256 * 1024;
    private const int MaxMedia = 1000;

    private readonly ArraySegment<byte> bytes;
    private readonly SdpLine[] lines;
    private Dictionary<string, SdpMedia>? mediaByMid;
    private Dictionary<string, (SdpGroup Bundle, SdpMedia? Tagged)>? bundleByMid;

    private SdpDocument(ArraySegment<byte> bytes)
    {
        this.bytes = bytes;
        lines = ReadLines();
        var start = MediaFrom(0);
        Session = new SdpSection(lines, 0, start);
        while (start < lines.Length)
        {
            var end = Media.Count + 1 < MaxMedia ? MediaFrom(start + 1) : lines.Length;
            Media.Add(new SdpMedia(this, lines, start, end - start, Media.Count));
            start = end;
        }
    }

    /// <summary>The description as it came.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>All lines in their order; NULs at the end are no line.</summary>
    public ReadOnlySpan<SdpLine> Lines => lines;

    /// <summary>The lines before the first m= line.</summary>
    public SdpSection Session { get; }

    /// <summary>The m= lines with their sections.</summary>
    public List<SdpMedia> Media { get; } = new(1);      // as in most calls

    /// <summary>The o= line; null where there is none.</summary>
    public SdpOrigin? Origin => field ??= Session.TryGet('o', out var line) ? SdpOrigin.Parse(line) : null;

    /// <summary>The value of s=; empty where there is none.</summary>
    public string SessionName => Session.TryGet('s', out var line) ? line.Text : "";

    /// <summary>The c= of the session; null where there is none.</summary>
    public SdpConnection? Connection => Session.OwnConnection;

    /// <summary>The a=group lines.</summary>
    public IReadOnlyList<SdpGroup> Groups => field ??= Session.Read<SdpGroup>("group", SdpGroup.TryParse);

    /// <summary>Whether the author does not check but only answers checks (RFC 8445 §2.5).</summary>
    public bool IsIceLite => Session.HasAttribute("ice-lite");

    /// <summary>Reads a description; the bytes are copied.</summary>
    public static SdpDocument Parse(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());

    /// <summary>Reads a description where it stands; it is good as long as the bytes are.</summary>
    public static SdpDocument View(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) ? new(segment) : new(bytes.ToArray());

    /// <summary>How many m= lines a description has, without making a document of it.</summary>
    public static int CountMedia(ReadOnlySpan<byte> bytes) => CountLines(bytes, "m="u8);

    /// <summary>How many a=candidate lines a description has, without making a document of it.</summary>
    public static int CountCandidates(ReadOnlySpan<byte> bytes) => CountLines(bytes, "a=candidate:"u8);

    /// <summary>The first m= line of an identification tag.</summary>
    public bool TryGetMedia(string mid, out SdpMedia media)
    {
        media = default!;
        if (mid.Length == 0) return false;
        if (mediaByMid is null)
        {
            mediaByMid = [];
            foreach (var one in Media) mediaByMid.TryAdd(one.Mid, one);
        }
        return mediaByMid.TryGetValue(mid, out media!);
    }

    /// <summary>The BUNDLE group of an m= line, and the m= line whose transport the group uses.</summary>
    internal (SdpGroup? Bundle, SdpMedia? Tagged) BundleOf(string mid) => mid.Length == 0 ? default : FindBundle(mid);

    private (SdpGroup? Bundle, SdpMedia? Tagged) FindBundle(string mid)
    {
        if (bundleByMid is null)
        {
            bundleByMid = [];
            foreach (var group in Groups)
            {
                if (!group.IsBundle) continue;
                var tagged = TaggedOf(group);
                foreach (var one in group.Mids) bundleByMid.TryAdd(one, (group, tagged));
            }
        }
        return bundleByMid.GetValueOrDefault(mid);
    }

    private SdpMedia? TaggedOf(SdpGroup bundle)
    {
        foreach (var mid in bundle.Mids)
        {
            if (TryGetMedia(mid, out var media) && media.Port > 0) return media;
        }
        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => Encoding.UTF8.GetString(bytes);

    private int MediaFrom(int line)
    {
        while (line < lines.Length && lines[line].Type != 'm') line++;
        return line;
    }

    internal ReadOnlySpan<byte> Octets(int start, int length) => bytes.Array.AsSpan(bytes.Offset + start, length);

    private SdpLine[] ReadLines()
    {
        var text = Octets(0, Math.Min(bytes.Count, MaxLength)).TrimEnd((byte)0);
        var list = new SdpLine[text.Count((byte)'\n') + (text is [.., (byte)'\n'] ? 0 : 1)];
        var count = 0;
        for (var start = 0; start < text.Length;)
        {
            var end = SipOctets.LineEnd(text, start, out var next);
            if (count == list.Length) Array.Resize(ref list, 2 * count);
            list[count] = new SdpLine(this, start, end, next, ++count);
            start = next;
        }
        if (count < list.Length) Array.Resize(ref list, count);
        return list;
    }

    private static int CountLines(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> beginning)
    {
        var count = 0;
        for (var start = 0; start < bytes.Length;)
        {
            if (bytes[start..].StartsWith(beginning)) count++;
            SipOctets.LineEnd(bytes, start, out start);
        }
        return count;
    }
}
