using System.Runtime.InteropServices;

namespace SipTrace.Correlation.Flows;

/// <summary>The part of a stream that is not understood yet, and which frames each octet came from.</summary>
/// <remarks>A segment that follows nothing is read in place; only what it leaves over is copied.</remarks>
internal sealed class StreamBuffer
{
    private const int MinimumSize = 2048;

    /// <summary>Memory that a stream may hold while nothing is left over.</summary>
    private const int MaximumIdle = 4096;

    private readonly List<(int Start, SegmentOrigin Origin)> origins = [];
    private readonly List<FrameId> frames = [];
    private byte[] bytes = [];
    private int length;

    /// <summary>Octets left over.</summary>
    public int Length => length;

    /// <summary>Octets of memory held.</summary>
    public int Capacity => bytes.Length;

    /// <summary>What is left over, and behind it a segment.</summary>
    public ReadOnlySpan<byte> Append(ReadOnlySpan<byte> segment, in SegmentOrigin origin)
    {
        if (length == 0) origins.Clear();
        origins.Add((length, origin));
        if (length == 0) return segment;
        if (length + segment.Length > bytes.Length) Array.Resize(ref bytes, Math.Max(length + segment.Length, bytes.Length * 2));
        segment.CopyTo(bytes.AsSpan(length));
        return bytes.AsSpan(0, length + segment.Length);
    }

    /// <summary>What is left over, when nothing more comes.</summary>
    public ReadOnlySpan<byte> Rest() => bytes.AsSpan(0, length);

    /// <summary>Keeps the end of what <see cref="Append"/> gave, from an octet on, for the next time.</summary>
    public void Keep(ReadOnlySpan<byte> stream, int from)
    {
        if (from == 0 && length > 0)
        {
            length = stream.Length;
            return;
        }
        var rest = stream[from..];
        if (rest.Length > bytes.Length) bytes = new byte[Math.Max(rest.Length, MinimumSize)];
        else if (rest.Length == 0 && bytes.Length > MaximumIdle) bytes = [];
        rest.CopyTo(bytes);
        length = rest.Length;
        var first = length == 0 ? origins.Count : IndexAt(from);
        origins.RemoveRange(0, first);
        for (var i = 0; i < origins.Count; i++)
        {
            var (start, origin) = origins[i];
            origins[i] = start >= from ? (start - from, origin) : (0, origin.Skip(from - start));
        }
    }

    /// <summary>Forgets what is left over.</summary>
    public void Clear() => length = 0;

    /// <summary>Origin of the last octet of a range, and the frames that all of it came from; its place where that is one
    /// segment.</summary>
    public SegmentOrigin OriginOf(int from, int to, out ReadOnlySpan<FrameId> carriers, out long offset)
    {
        int first = IndexAt(from), last = IndexAt(to - 1);
        frames.Clear();
        for (var i = first; i <= last; i++)
        {
            var frame = origins[i].Origin.Frame;
            if (frames.Count == 0 || frames[^1] != frame) frames.Add(frame);
        }
        carriers = CollectionsMarshal.AsSpan(frames);
        var (start, origin) = origins[last];
        offset = first == last ? origin.Skip(from - start).Offset : -1;
        return origin;
    }

    private int IndexAt(int at)
    {
        var index = origins.Count - 1;
        while (index > 0 && origins[index].Start > at) index--;
        return index;
    }
}
