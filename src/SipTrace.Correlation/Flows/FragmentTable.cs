using System.Runtime.InteropServices;
using SipTrace.Wire;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Flows;

/// <summary>Puts IPv4 and IPv6 fragments together, in whatever order and number they come. Bounded in datagrams, octets and
/// capture time.</summary>
/// <remarks>
/// Overlaps: the octets that came first stay, for both versions. RFC 5722 has a host drop such an IPv6 datagram; an analyser
/// rather shows it.
/// A datagram whose fragments come again as a whole within <see cref="CopyTime"/> (seen at two interfaces) is given again, as a
/// copy. Where each
/// fragment came twice in a row, it is given once. What is left over of copies is forgotten, so that it cannot be glued to a later
/// datagram.
/// </remarks>
/// <param name="mostBytes">How much is held; <see cref="MaximumBytes"/>, or less.</param>
public sealed class FragmentTable(long mostBytes = FragmentTable.MaximumBytes)
{
    /// <summary>The longest datagram that fragments can make, in octets.</summary>
    public const int MaximumLength = 65535;

    /// <summary>Datagrams under way at the same time; the oldest makes room.</summary>
    public const int MaximumCount = 4096;

    /// <summary>Octets held at the same time; the oldest datagram makes room.</summary>
    public const int MaximumBytes = 32 * 1024 * 1024;

    /// <summary>How long fragments wait for the rest, in capture time.</summary>
    public static readonly TimeSpan MaximumAge = TimeSpan.FromSeconds(30);

    /// <summary>How long after a datagram was complete fragments of the same identification are copies of it.</summary>
    public static readonly TimeSpan CopyTime = TimeSpan.FromSeconds(1);

    private const int DatagramSize = 500;       // octets, with nothing held

    private readonly Dictionary<Key, FragmentedDatagram> datagrams = [];
    private readonly Queue<(Key Key, Timestamp Start, int Serial)> order = [];
    private readonly Stack<FragmentSet> unused = [];
    private readonly List<FragmentSet> given = [];      // those of the datagram that the last call gave away
    private readonly List<Piece> pieces = [];
    private long held;
    private int serial;

    /// <summary>Octets of memory.</summary>
    internal long Size => held + datagrams.Count * (long)DatagramSize;

    /// <summary>Fragments taken.</summary>
    public long Seen { get; private set; }

    /// <summary>Datagrams made of them.</summary>
    public long Reassembled { get; private set; }

    /// <summary>Datagrams given up because fragments were missing.</summary>
    public long Expired { get; private set; }

    /// <summary>Takes a fragment, and peels the datagram that it completes: also where that is a tunnel with another fragment
    /// inside.</summary>
    /// <param name="frame">The frame that the fragment came with.</param>
    /// <param name="packet">The fragment; where the result is true, what the whole datagram holds.</param>
    /// <param name="datagram">The datagram; its payload is what <paramref name="packet"/> lies in, until the next call.</param>
    /// <param name="oddity">Where the result is false: <c>None</c> if further fragments are waited for, else what is wrong.</param>
    public bool TryTake(in Frame frame, ref Packet packet, out Datagram datagram, out Oddity oddity)
    {
        datagram = default;
        TakeBack();
        Expire(frame.Time);
        var carrier = new FrameId(frame.File, frame.Number);
        scoped var carriers = new ReadOnlySpan<FrameId>(in carrier);
        // Each turn takes off at least a fragment's IP header, so it ends.
        while (TryComplete(frame, packet, carriers, out var whole, out oddity))
        {
            if (!Layers.TryPeelIpPayload(whole.Protocol, whole.Source, whole.Destination, whole.Payload, whole.WireLength,
                out packet, out oddity)) break;
            datagram = whole;
            if (!packet.IsFragment) return true;
            carriers = whole.Frames;
        }
        return false;
    }

    /// <summary>Gives up what has waited too long.</summary>
    public void Expire(Timestamp now)
    {
        while (order.TryPeek(out var oldest)
            && (order.Count > MaximumCount || held > mostBytes || now - oldest.Start > MaximumAge)) GiveUpOldest();
    }

    /// <summary>Gives up all that is under way: no frame follows.</summary>
    public void Complete()
    {
        while (order.Count > 0) GiveUpOldest();
    }

    private bool TryComplete(
        scoped in Frame frame, scoped in Packet fragment, scoped ReadOnlySpan<FrameId> carriers, out Datagram datagram, out Oddity oddity)
    {
        Seen++;
        datagram = default;
        oddity = Oddity.BadFragment;
        var isWhole = fragment.WireLength > 0 && (!fragment.MoreFragments || fragment.WireLength % 8 == 0);
        if (!isWhole || fragment.FragmentOffset + fragment.WireLength > MaximumLength) return false;
        var key = new Key(frame.Point, fragment.Source, fragment.Destination, (byte)fragment.Protocol, fragment.Identification);
        ref var known = ref Find(key, frame.Time);
        if (known.Set is not { } set)
        {
            oddity = Oddity.None;
            return false;
        }
        var before = set.Capacity;
        var isGood = set.TryAdd(frame, fragment, carriers);
        held += set.Capacity - before;
        if (!isGood) return false;
        oddity = Oddity.None;
        if (!set.IsComplete) return false;
        Reassembled++;
        known.Completed = frame.Time;
        known.HadRepeats = set.HasRepeats;
        known.Set = null;
        held -= set.Capacity;
        given.Add(set);
        datagram = set.Complete(fragment, pieces);
        return true;
    }

    private ref FragmentedDatagram Find(in Key key, Timestamp now)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(datagrams, key, out var exists);
        var isCopy = false;
        if (exists)
        {
            if (known.Set is null) isCopy = now - known.Completed <= CopyTime;
            else if (!known.IsCopy || now - known.Start <= CopyTime) return ref known;
            else Drop(known.Set);
            if (isCopy && known.HadRepeats) return ref known;
        }
        if (!unused.TryPop(out var set)) set = new FragmentSet();
        held += set.Capacity;
        known = new FragmentedDatagram { Start = now, Serial = ++serial, IsCopy = isCopy, Set = set };
        order.Enqueue((key, now, serial));
        return ref known;
    }

    private void GiveUpOldest()
    {
        var (key, _, number) = order.Dequeue();
        // An identification that came again has a newer datagram under the same key.
        if (!datagrams.TryGetValue(key, out var current) || current.Serial != number) return;
        datagrams.Remove(key);
        if (current.Set is not { } set) return;
        Drop(set);
        if (!current.IsCopy) Expired++;
    }

    private void Drop(FragmentSet set)
    {
        held -= set.Capacity;
        Keep(set);
    }

    private void TakeBack()
    {
        foreach (var set in given) Keep(set);
        given.Clear();
    }

    // A few are enough: fragments of one datagram come close together.
    private void Keep(FragmentSet set)
    {
        const int enough = 64;
        if (unused.Count >= enough) return;
        set.Clear();
        unused.Push(set);
    }

    // A number, for the hash of an enumeration costs an object each time.
    private readonly record struct Key(int Point, Endpoint Source, Endpoint Destination, byte Protocol, uint Identification);
}
