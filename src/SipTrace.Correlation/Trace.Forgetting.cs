using System.Runtime.InteropServices;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation;

public sealed partial class Trace
{
    private const int FirstKept = 100, LastKept = 400, StraysKept = 1000;

    /// <summary>How often things were forgotten: indices of messages, endpoints and transactions from before mean nothing any more.</summary>
    public int Forgettings { get; private set; }

    /// <summary>Octets of the texts that are kept as copies.</summary>
    internal long OwnedBytes { get; private set; }

    /// <summary>The index of an owned text; below zero for what stands elsewhere.</summary>
    internal static int OwnedIndex(long place) => place <= FirstOwned ? (int)(FirstOwned - place) : -1;

    /// <summary>Forgets all that belongs to calls which are marked as forgotten, the middle of endless ones, and what is too old to be of use.</summary>
    internal void Forget(Timestamp now)
    {
        Forgettings++;
        calls.RemoveAll(call => call.IsForgotten);
        foreach (var call in calls)
        {
            if (call.Related.Any(other => other.Call.IsForgotten)) call.Related = [.. call.Related.Where(other => !other.Call.IsForgotten)];
        }
        OwnedBytes = 0;
        var moved = new Relocation(Endpoints, ownedTexts, AddOwned);
        ForgetMessages(moved);
        Media.Forget();
        Stun.Forget(now, moved);
        Turn.Forget(now);
        Rtp.Forget(now, stream => Media.TryFind(stream.Source, stream.Destination, out _, out _) || Stun.TryFindPath(stream.Source, stream.Destination, out _, out _));
        Rtcp.Forget(now, Rtp.Streams);
        Dtls.Forget(now, Media);
        Fax.Forget();
        Unreachables.Forget(Media);
        KeepAlives.Forget(moved);
    }

    // What stays moves towards the beginning, in order, so nothing is overwritten before it has moved.
    private void ForgetMessages(Relocation moved)
    {
        var kept = new List<int>(Messages.Count);
        foreach (var call in calls) KeepMessages(call, kept);
        if (strays.Count > StraysKept) strays.RemoveRange(0, strays.Count - StraysKept);
        kept.AddRange(strays);
        kept.Sort();
        var places = new int[Messages.Count];
        for (var i = 0; i < kept.Count; i++) places[kept[i]] = i + 1;
        var carriersKept = Math.Min(carriers.Count, 1);
        for (var i = 0; i < kept.Count; i++)
        {
            var message = Messages[kept[i]];
            Messages[i] = message with
            {
                Offset = moved.Text(message.Offset),
                Source = moved.Endpoint(message.Source),
                Destination = moved.Endpoint(message.Destination),
                Next = message.Next > 0 ? places[message.Next] - 1 : 0,
                Previous = message.Previous >= 0 ? places[message.Previous] - 1 : -1,
                // One whose original went with the middle of its call repeats itself.
                Original = message.Original < 0 ? -1 : places[message.Original] > 0 ? places[message.Original] - 1 : i,
                Carriers = MoveCarriers(message.Carriers, ref carriersKept),
            };
        }
        Messages.Truncate(kept.Count);
        carriers.Truncate(carriersKept);
        foreach (var call in calls) (call.FirstMessage, call.LastMessage) = (places[call.FirstMessage] - 1, places[call.LastMessage] - 1);
        foreach (ref var stray in CollectionsMarshal.AsSpan(strays)) stray = places[stray] - 1;
    }

    private int MoveCarriers(int from, ref int to)
    {
        if (from == 0) return 0;
        var (place, length) = (to, carriers[from].Frame + 1);
        for (var i = 0; i < length; i++) carriers[place + i] = carriers[from + i];
        to += length;
        return place;
    }

    // A registration is refreshed under one Call-ID for months, and pings may share one: such a call keeps its beginning and its end.
    private void KeepMessages(Call call, List<int> kept)
    {
        var first = kept.Count;
        kept.AddRange(MessagesOf(call));
        var dropped = kept.Count - first - FirstKept - LastKept;
        if (dropped <= LastKept) return;
        kept.RemoveRange(first + FirstKept, dropped);
        var (before, after) = (kept[first + FirstKept - 1], kept[first + FirstKept]);
        Messages[before].Next = after;
        Messages[after] = Messages[after] with { Previous = before };
        Statistics.Add(Statistics.Forgotten, "messages", dropped);
    }
}
