using SipTrace.Wire;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;

namespace SipTrace.Correlation.Flows;

/// <summary>The fragments of one datagram so far. Where they overlap, the octets that came first stay. Used again for the next datagram.</summary>
internal sealed class FragmentSet
{
    private static readonly Comparison<(int Start, Piece Piece)> ByStart = (left, right) => left.Start.CompareTo(right.Start);

    private readonly ByteRanges ranges = new();
    private readonly List<FrameId> frames = [];
    private readonly List<(int Start, Piece Piece)> pieces = [];
    private byte[] buffer = [];
    private IpProtocol protocol;
    private int length = -1, intact = int.MaxValue;

    /// <summary>Whether a fragment came that brought nothing new.</summary>
    public bool HasRepeats { get; private set; }

    public int Capacity => buffer.Length;

    /// <summary>Whether all of the datagram has come.</summary>
    public bool IsComplete => length >= 0 && ranges.Covers(length);

    /// <summary>Forgets what it holds, but not its memory.</summary>
    public void Clear()
    {
        ranges.Clear();
        frames.Clear();
        pieces.Clear();
        length = -1;
        intact = int.MaxValue;
        HasRepeats = false;
    }

    /// <summary>Takes a fragment of at most 64 KiB from the start. False where it contradicts those before.</summary>
    public bool TryAdd(in Frame carrier, in Packet fragment, ReadOnlySpan<FrameId> carriers)
    {
        int start = fragment.FragmentOffset, end = start + fragment.WireLength;
        if (length >= 0 && (end > length || !fragment.MoreFragments && end != length)) return false;
        if (!fragment.MoreFragments) length = end;
        if (start == 0) protocol = fragment.Protocol;
        var isNew = false;
        while (ranges.TryFindMissing(start, end, out var from, out var to))
        {
            Copy(fragment.Payload, fragment.FragmentOffset, from, to);
            ranges.Add(from, to);
            pieces.Add((from, PieceOf(carrier, fragment, from, to)));
            start = to;
            isNew = true;
        }
        if (isNew) frames.AddRange(carriers);
        else HasRepeats = true;
        return true;
    }

    /// <summary>The datagram, valid until <see cref="Clear"/>.</summary>
    public Datagram Complete(scoped in Packet last, List<Piece> inOrder)
    {
        pieces.Sort(ByStart);
        inOrder.Clear();
        foreach (var (_, piece) in pieces) inOrder.Add(piece);
        return new Datagram
        {
            Source = last.Source,
            Destination = last.Destination,
            Protocol = protocol,
            Payload = buffer.AsSpan(0, Math.Min(length, intact)),
            WireLength = length,
            Frames = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(frames),
            Pieces = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(inOrder),
        };
    }

    private static Piece PieceOf(in Frame carrier, in Packet fragment, int from, int to)
    {
        var isThere = to - fragment.FragmentOffset <= fragment.Payload.Length;
        var part = isThere ? fragment.Payload[(from - fragment.FragmentOffset)..(to - fragment.FragmentOffset)] : default;
        var isReadable = carrier.Offset >= 0 && carrier.Bytes.Overlaps(part, out _);
        var at = 0;
        if (isReadable) carrier.Bytes.Overlaps(part, out at);
        return new Piece(carrier.Number, isReadable ? carrier.Offset + at : -1, to - from);
    }

    private void Copy(ReadOnlySpan<byte> payload, int offset, int from, int to)
    {
        // What the capture cut off may begin before what is missing does.
        var there = Math.Clamp(offset + payload.Length, from, to);
        if (there < to) intact = Math.Min(intact, there);
        if (there == from) return;
        if (there > buffer.Length) Array.Resize(ref buffer, Math.Max(there, Math.Min(Math.Max(buffer.Length * 2, FirstCapacity), FragmentTable.MaximumLength)));
        payload[(from - offset)..(there - offset)].CopyTo(buffer.AsSpan(from));
    }

    private const int FirstCapacity = 2048;
}
