using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Ice;

public sealed partial class StunTable
{
    private const int KeptOfPair = 200, MostPaths = 50_000;
    private const int UsualSize = 500;      // octets of a transaction, with its messages and its places in tables

    /// <summary>Forgets the transactions of agents that no remembered call announced, and all old ones but the first of each pair.</summary>
    /// <param name="now">The present moment.</param>
    /// <param name="share">How many octets those may take that no call claims.</param>
    /// <param name="moved">Where endpoints and texts come to stand.</param>
    internal void Forget(Timestamp now, long share, Relocation moved)
    {
        var recent = now + -MaxAge;
        var kept = Choose(recent, (int)(share / UsualSize));
        var places = new int[Transactions.Count];
        for (var i = 0; i < kept.Count; i++) places[kept[i]] = i + 1;
        var pairPlaces = MovePairs(kept);
        owned = 0;
        open.Clear();
        checks = new CheckOctets();
        oldestOpen = 0;
        for (var i = 0; i < kept.Count; i++)
        {
            var old = Transactions[kept[i]];
            var pair = old.Pair >= 0 ? pairs[pairPlaces[old.Pair] - 1] : null;
            var transaction = Transactions[i] = old with
            {
                Place = Move(old.Place, old.Length, moved),
                AnswerPlace = Move(old.AnswerPlace, old.AnswerLength, moved),
                Source = moved.Endpoint(old.Source),
                Destination = moved.Endpoint(old.Destination),
                Mapped = moved.Endpoint(old.Mapped),
                AnswerSource = moved.Endpoint(old.AnswerSource),
                Pair = pair?.Index ?? -1,
                Next = 0,
                Older = old.Older >= 0 ? places[old.Older] - 1 : -1,
            };
            if (pair is not null) Link(pair, i);
            if (transaction.Time >= recent) open[KeyOf(transaction)] = i + 1;
            else oldestOpen = i + 1;
        }
        MoveAltered(places, moved);
        trace.Statistics.Forgot("stun_transactions", Transactions.Count - kept.Count);
        Transactions.Truncate(kept.Count);
        trace.Turn.Move(places);
        MovePaths(recent);
    }

    // The first of each pair that a call announced, and of all others the latest.
    private List<int> Choose(Timestamp recent, int most)
    {
        var isWanted = pairs.ConvertAll(pair => trace.Media.TryFind(pair, out _));
        var counts = new int[pairs.Count];
        var isFirst = new bool[Transactions.Count];
        var kept = new List<int>();
        for (var i = 0; i < isFirst.Length; i++)
        {
            ref var transaction = ref Transactions[i];
            isFirst[i] = transaction.Pair >= 0 && isWanted[transaction.Pair] && counts[transaction.Pair]++ < KeptOfPair;
        }
        for (var i = isFirst.Length - 1; i >= 0; i--)
        {
            if (isFirst[i] || (Transactions[i].Time >= recent && most-- > 0)) kept.Add(i);
        }
        kept.Reverse();
        return kept;
    }

    // Gives the new index + 1 of each pair that has a transaction left.
    private int[] MovePairs(List<int> kept)
    {
        var places = new int[pairs.Count];
        foreach (var index in kept)
        {
            if (Transactions[index].Pair is >= 0 and var pair) places[pair] = 1;
        }
        var count = 0;
        usernames = 0;
        foreach (var pair in pairs.ToArray())
        {
            if (places[pair.Index] == 0)
            {
                byUsername.Remove(pair.Username);
                continue;
            }
            usernames += pair.Username.Length;
            places[pair.Index] = count + 1;
            (pair.Index, pair.First) = (count, -1);
            pairs[count++] = pair;
        }
        pairs.RemoveRange(count, pairs.Count - count);
        return places;
    }

    private void Link(UfragPair pair, int index)
    {
        if (pair.First < 0) pair.First = index;
        else Transactions[pair.Last].Next = index;
        pair.Last = index;
    }

    private long Move(long place, int length, Relocation moved)
    {
        if (Trace.OwnedIndex(place) >= 0) owned += length;
        return moved.Text(place);
    }

    private void MoveAltered(int[] places, Relocation moved)
    {
        var known = altered.ToArray();
        altered.Clear();
        foreach (var ((transaction, isAnswer), (place, length)) in known)
        {
            if (places[transaction] > 0) altered.Add((places[transaction] - 1, isAnswer), (Move(place, length, moved), length));
        }
    }

    private void MovePaths(Timestamp recent)
    {
        paths.Clear();
        foreach (var pair in pairs)
        {
            foreach (var index in TransactionsOf(pair))
            {
                ref var transaction = ref Transactions[index];
                if (transaction.IsSuccess) paths[(transaction.Source, transaction.Destination)] = pair.Index;
            }
        }
        var told = indications.Values.Where(indication => indication.Last >= recent).OrderByDescending(indication => indication.Last).Take(MostPaths).ToArray();
        indications.Clear();
        foreach (var indication in told)
            indications[(trace.Endpoints.IndexOf(indication.Source), trace.Endpoints.IndexOf(indication.Destination), indication.Point)] = indication;
    }

    private static StunKey KeyOf(in StunTransaction transaction) =>
        new(transaction.IdHigh, transaction.IdLow, transaction.Source, transaction.Point | transaction.Relay << 16);
}
