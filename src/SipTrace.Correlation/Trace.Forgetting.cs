using System.Runtime.InteropServices;
using SipTrace.Correlation.Rtp;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation;

public sealed partial class Trace
{
    private const int FirstKept = 100, LastKept = 400, StraysKept = 1000;
    private const int BareText = Footprint.Array + 8;

    /// <summary>How often things were forgotten: indices of messages, endpoints and transactions from before mean nothing any more.</summary>
    public int Forgettings { get; private set; }

    /// <summary>Octets of the texts that are kept as copies.</summary>
    internal long OwnedBytes { get; private set; }

    /// <summary>Octets of memory, but for what calls are without their messages, checks and streams.</summary>
    internal long Size => OwnedBytes + ownedTexts.Count * (long)BareText + Messages.Size + carriers.Size + Endpoints.Size + Relays.Size
        + Stun.Size + Turn.Size + Rtp.Size + Rtcp.Size + Dtls.Size + Fax.Size + Unreachables.Size + KeepAlives.Size;

    /// <summary>The index of an owned text; below zero for what stands elsewhere.</summary>
    internal static int OwnedIndex(long place) => place <= FirstOwned ? (int)(FirstOwned - place) : -1;

    /// <summary>Forgets all that belongs to calls which are marked as forgotten, the middle of endless ones, and what is too old to be of use.</summary>
    /// <param name="now">The present moment.</param>
    /// <param name="share">How many octets the messages of one call may take, and what no call claims in each of the other tables.</param>
    internal void Forget(Timestamp now, long share)
    {
        Forgettings++;
        calls.RemoveAll(call => call.IsForgotten);
        foreach (var call in calls)
        {
            if (call.Related.Any(other => other.Call.IsForgotten)) call.Related = [.. call.Related.Where(other => !other.Call.IsForgotten)];
        }
        OwnedBytes = 0;
        var moved = new Relocation(Endpoints, ownedTexts, AddOwned);
        ForgetMessages(moved, share);
        Media.Forget();
        Stun.Forget(now, share, moved);
        Turn.Forget(now, share);
        Statistics.Forgot("streams", Rtp.Forget(now, share, IsClaimed));
        Rtcp.Forget(now, Rtp.Streams);
        var handshakes = Dtls.Sessions.Count;
        Dtls.Forget(now, Media);
        Statistics.Forgot("handshakes", handshakes - Dtls.Sessions.Count);
        Fax.Forget();
        Unreachables.Forget(Media);
        KeepAlives.Forget(moved);
    }

    private bool IsClaimed(RtpStreamKey stream) =>
        Media.TryFind(stream.Source, stream.Destination, out _, out _) || Stun.TryFindPath(stream.Source, stream.Destination, out _, out _);

    // What stays moves towards the beginning, in order, so nothing is overwritten before it has moved.
    private void ForgetMessages(Relocation moved, long share)
    {
        var kept = new List<int>(Messages.Count);
        foreach (var call in calls) KeepMessages(call, kept, share);
        var straysKept = 0;
        for (var left = share; straysKept < Math.Min(strays.Count, StraysKept) && left > 0; left -= SizeOf(strays[^straysKept])) straysKept++;
        Statistics.Forgot("messages", strays.Count - straysKept);
        strays.RemoveRange(0, strays.Count - straysKept);
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

    /// <summary>Octets of memory that a message takes, with its text.</summary>
    internal long SizeOf(int message) =>
        72 + (Messages[message].Offset <= FirstOwned ? Messages[message].Length + BareText : 0);

    /// <summary>Octets of memory that the messages of a call take.</summary>
    internal long SizeOfMessages(Call call) => MessagesOf(call).Sum(SizeOf);

    // A registration is refreshed under one Call-ID for months, and pings may share one: such a call keeps its beginning and its end.
    // So does one whose messages take more than its share.
    private void KeepMessages(Call call, List<int> kept, long share)
    {
        var start = kept.Count;
        kept.AddRange(MessagesOf(call));
        var size = 0L;
        for (var i = start; i < kept.Count; i++) size += SizeOf(kept[i]);
        if (kept.Count - start <= FirstKept + 2 * LastKept && size <= share) return;
        var (first, last) = (start, kept.Count);        // what lies from the one up to the other goes
        for (var left = share / 4; first - start < FirstKept && first < last && left > 0; first++) left -= SizeOf(kept[first]);
        for (var left = share / 2; kept.Count - last < LastKept && last > first && left > 0; last--) left -= SizeOf(kept[last - 1]);
        if (last == first) return;
        var (before, after) = (kept[first - 1], kept[last]);
        Messages[before].Next = after;
        Messages[after] = Messages[after] with { Previous = before };
        Statistics.Forgot("messages", last - first);
        kept.RemoveRange(first, last - first);
    }
}
