using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Sip;

/// <summary>Tells a message that was sent again from a packet that was captured again.</summary>
/// <remarks>
/// Twice at one capture point within 5 ms is one packet captured twice (the any-interface sees it come in and go out). At two points
/// clocks and delays say nothing, so occurrences are counted: the n-th at one point is the n-th of the other.
/// </remarks>
internal sealed class RepeatFinder(Trace trace)
{
    private const int Reach = 64;           // messages of the call looked back over
    private const int MaxPoints = 16;       // beyond them copies are told no more
    private static readonly TimeSpan CopyInterval = TimeSpan.FromMilliseconds(5);

    /// <summary>A hash of what makes two SIP messages the same: method or status, CSeq, top Via branch and both tags.</summary>
    public static int IdentityOf(in SipSighting seen)
    {
        var hash = default(OctetHash);
        hash.Add(seen.CSeq | (ulong)seen.Status << 32);
        hash.Add(seen.Method);
        hash.Add(seen.FromTag);
        hash.Add(seen.ToTag);
        hash.Add(BranchOf(seen.Text.TopVia));
        return hash.Value;
    }

    /// <summary>Looks among the call's latest messages for the one that this repeats.</summary>
    public (int Original, SipMessageFlags Repeat) Find(Call call, int identity, Timestamp time, int point, int source, int destination)
    {
        Span<int> points = stackalloc int[MaxPoints];
        Span<int> counts = stackalloc int[MaxPoints];
        var known = 0;
        int here = 0, firstHere = -1, index = call.LastMessage;
        for (var step = 0; step < Reach && index >= 0; step++, index = trace.Messages[index].Previous)
        {
            ref var earlier = ref trace.Messages[index];
            if (earlier.Identity != identity || !IsSamePath(earlier, source, destination)) continue;
            if (earlier.Point == point)
            {
                if ((time - earlier.Time).Duration() <= CopyInterval) return (index, SipMessageFlags.Copy);
                if (earlier.Source != source || earlier.Destination != destination || IsCopyAtOnePoint(earlier)) continue;
                here++;
                firstHere = index;
            }
            else if (!IsCopyAtOnePoint(earlier))
            {
                var slot = points[..known].IndexOf(earlier.Point);
                if (slot < 0)
                {
                    if (known == MaxPoints) continue;
                    slot = known++;
                    (points[slot], counts[slot]) = (earlier.Point, 0);
                }
                counts[slot]++;
            }
        }
        for (var slot = 0; slot < known; slot++)
        {
            if (counts[slot] > here) return (Occurrence(call, identity, points[slot], counts[slot] - 1 - here), SipMessageFlags.Copy);
        }
        return here > 0 ? (firstHere, SipMessageFlags.Retransmission) : (-1, SipMessageFlags.None);
    }

    // The occurrence of a message at one point, so many before the last one there.
    private int Occurrence(Call call, int identity, int point, int back)
    {
        for (var index = call.LastMessage; index >= 0; index = trace.Messages[index].Previous)
        {
            ref var earlier = ref trace.Messages[index];
            if (earlier.Identity == identity && earlier.Point == point && !IsCopyAtOnePoint(earlier) && back-- == 0) return index;
        }
        return call.FirstMessage;
    }

    // A NAT between two sightings rewrites one end of the same packet, never both.
    private static bool IsSamePath(in SipMessage earlier, int source, int destination) =>
        earlier.Source == source || earlier.Destination == destination;

    private bool IsCopyAtOnePoint(in SipMessage message) => message.IsCopy && trace.Messages[message.Original].Point == message.Point;

    private static ReadOnlySpan<byte> BranchOf(ReadOnlySpan<byte> via)
    {
        var at = via.IndexOf("branch="u8);
        if (at < 0) return via;
        var branch = via[(at + "branch=".Length)..];
        var end = branch.IndexOfAny(";, \t"u8);
        return end < 0 ? branch : branch[..end];
    }
}
