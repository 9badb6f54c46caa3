using System.Diagnostics.CodeAnalysis;
using SipTrace.Wire;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;

namespace SipTrace.Correlation.Flows;

/// <summary>Puts IPv4 and IPv6 fragments together, in whatever order and number they come. Bounded in datagrams, octets and capture time.</summary>
/// <remarks>
/// Overlaps: the octets that came first stay, for both versions. RFC 5722 has a host drop such an IPv6 datagram; an analyser rather shows it.
/// For <see cref="CopyTime"/> after a datagram is complete, further fragments of its identification count as copies of it (a packet seen at
/// two interfaces) and are dropped, so that they cannot be glued to a later datagram.
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

    /// <summary>How long after its completion a datagram's identification is remembered.</summary>
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

    /// <summary>Fragments that cannot be part of a datagram, or contradict those before.</summary>
    public long Bad { get; private set; }

    /// <summary>Takes a fragment. True where it completes a datagram.</summary>
    public bool TryTake(in Frame frame, in Packet fragment, [NotNullWhen(true)] out Datagram? datagram)
    {
        datagram = null;
        Seen++;
        Expire(frame.Time);
        var isWhole = fragment.WireLength > 0 && (!fragment.MoreFragments || fragment.WireLength % 8 == 0);
        if (!isWhole || fragment.FragmentOffset + fragment.WireLength > MaximumLength)
        {
            Bad++;
            return false;
        }
        var set = SetOf(new Key(frame.Point, fragment.Source, fragment.Destination, fragment.Protocol, fragment.Identification), frame.Time);
        if (set.Completed is not null) return false;
        held -= set.Capacity;
        if (set.TryAdd(fragment, new FrameId(frame.File, frame.Number))) datagram = set.TryComplete(fragment, frame.Time);
        else Bad++;
        held += set.Capacity;
        if (datagram is null) return false;
        Reassembled++;
        return true;
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

    private FragmentSet SetOf(Key key, Timestamp now)
    {
        if (sets.TryGetValue(key, out var set) && !(set.Completed is { } completed && now - completed > CopyTime)) return set;
        set = new FragmentSet(now);
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
        if (set.Completed is null) Expired++;
    }

    private readonly record struct Key(int Point, Endpoint Source, Endpoint Destination, IpProtocol Protocol, uint Identification);
}
