using System.Diagnostics.CodeAnalysis;
using SipTrace.Wire;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;

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
public sealed class FragmentTable
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

    private readonly Dictionary<Key, FragmentSet> sets = [];
    private readonly Queue<(Key Key, FragmentSet Set)> order = [];
    private long held;

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
    /// <param name="datagram">The datagram; its payload is what <paramref name="packet"/> lies in.</param>
    /// <param name="oddity">Where the result is false: <c>None</c> if further fragments are waited for, else what is wrong.</param>
    public bool TryTake(in Frame frame, ref Packet packet, [NotNullWhen(true)] out Datagram? datagram, out Oddity oddity)
    {
        Expire(frame.Time);
        IReadOnlyList<FrameId> carriers = [new FrameId(frame.File, frame.Number)];
        // Each turn takes off at least a fragment's IP header, so it ends.
        while (true)
        {
            datagram = Take(frame, packet, carriers, out oddity);
            if (datagram is null) return false;
            if (!Layers.TryPeelIpPayload(datagram.Protocol, datagram.Source, datagram.Destination, datagram.Payload, datagram.WireLength,
                out packet, out oddity)) return false;
            if (!packet.IsFragment) return true;
            carriers = datagram.Frames;
        }
    }

    /// <summary>Gives up what has waited too long.</summary>
    public void Expire(Timestamp now)
    {
        while (order.TryPeek(out var oldest)
            && (order.Count > MaximumCount || held > MaximumBytes || now - oldest.Set.Start > MaximumAge)) GiveUpOldest();
    }

    /// <summary>Gives up all that is under way: no frame follows.</summary>
    public void Complete()
    {
        while (order.Count > 0) GiveUpOldest();
    }

    private Datagram? Take(in Frame frame, in Packet fragment, IReadOnlyList<FrameId> carriers, out Oddity oddity)
    {
        Seen++;
        oddity = Oddity.BadFragment;
        var isWhole = fragment.WireLength > 0 && (!fragment.MoreFragments || fragment.WireLength % 8 == 0);
        if (!isWhole || fragment.FragmentOffset + fragment.WireLength > MaximumLength) return null;
        var key = new Key(frame.Point, fragment.Source, fragment.Destination, fragment.Protocol, fragment.Identification);
        var set = SetOf(key, frame.Time);
        if (set.Completed is null)
        {
            var before = set.Capacity;
            var isGood = set.TryAdd(frame, fragment, carriers);
            held += set.Capacity - before;
            if (!isGood) return null;
        }
        oddity = Oddity.None;
        if (set.Completed is not null || !set.IsComplete) return null;
        Reassembled++;
        held -= set.Capacity;
        return set.Complete(fragment, frame.Time);
    }

    private FragmentSet SetOf(Key key, Timestamp now)
    {
        var isCopy = false;
        if (sets.TryGetValue(key, out var set))
        {
            if (set.Completed is { } completed) isCopy = now - completed <= CopyTime;
            else if (!set.IsCopy || now - set.Start <= CopyTime) return set;
            if (isCopy && set.HasRepeats) return set;
        }
        set = new FragmentSet(now, isCopy);
        sets[key] = set;
        order.Enqueue((key, set));
        return set;
    }

    private void GiveUpOldest()
    {
        var (key, set) = order.Dequeue();
        // An identification that came again has a newer set under the same key.
        if (sets.TryGetValue(key, out var current) && ReferenceEquals(current, set)) sets.Remove(key);
        held -= set.Capacity;
        if (set.Completed is null && !set.IsCopy) Expired++;
    }

    private readonly record struct Key(int Point, Endpoint Source, Endpoint Destination, IpProtocol Protocol, uint Identification);
}
