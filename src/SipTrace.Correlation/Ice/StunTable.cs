using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Stun;

namespace SipTrace.Correlation.Ice;

/// <summary>Every STUN and TURN transaction, by capture point. An answer finds its request for a minute; nothing is allocated per message but chunks.</summary>
public sealed partial class StunTable
{
    private const int MaxOpen = 200_000, MaxPairs = 1_000_000, MaxPaths = 1_000_000, MaxUsername = 520, MaxAltered = 100_000;
    private const long MaxOwned = 64 << 20;
    private const uint CopyMicroseconds = 5000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(60);

    private readonly Trace trace;
    private readonly Dictionary<StunKey, int> open = [];        // to the index + 1 of the newest
    private readonly Dictionary<byte[], UfragPair> byUsername = new(Utf8Comparer.Ordinal);
    private readonly List<UfragPair> pairs = [];
    private readonly Dictionary<(int Source, int Destination), int> paths = [];
    private readonly Dictionary<(int Source, int Destination, int Point), BindingIndications> indications = [];
    private readonly Dictionary<(int Transaction, bool IsAnswer), (long Place, ushort Length)> altered = [];
    private CheckOctets checks = new();
    private int oldestOpen;
    private long owned, usernames;

    internal StunTable(Trace trace) => this.trace = trace;

    /// <summary>The transactions in the order of their first packets.</summary>
    public ChunkedList<StunTransaction> Transactions { get; } = new();

    /// <summary>The pairs of ufrags that checks named, in the order of their first checks.</summary>
    public IReadOnlyList<UfragPair> Pairs => pairs;

    /// <summary>Binding indications, by path.</summary>
    public IReadOnlyCollection<BindingIndications> Indications => indications.Values;

    /// <summary>Octets of memory, without the texts.</summary>
    internal long Size => Transactions.Size + open.Count * (long)(Footprint.Entry + 28)
        + pairs.Count * (long)(Footprint.Entry + Footprint.Array + 100) + usernames
        + checks.Size + (paths.Count + altered.Count) * (long)(Footprint.Entry + 16) + indications.Count * (long)(Footprint.Entry + 90);

    /// <summary>Binding indications between two endpoints at a capture point, in either direction.</summary>
    internal IEnumerable<BindingIndications> IndicationsBetween(int point, Endpoint one, Endpoint other)
    {
        if (!trace.Endpoints.TryGetIndex(one, out var a) || !trace.Endpoints.TryGetIndex(other, out var b)) yield break;
        if (indications.TryGetValue((a, b, point), out var there)) yield return there;
        if (indications.TryGetValue((b, a, point), out var back)) yield return back;
    }

    /// <summary>The checks from the agent with one ufrag to the agent with another; null where none was seen.</summary>
    public UfragPair? Find(string receiver, string sender)
    {
        Span<byte> username = stackalloc byte[MaxUsername];
        return Utf8.TryWrite(username, $"{receiver}:{sender}", out var length)
            && byUsername.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(username[..length], out var pair) ? pair : null;
    }

    /// <summary>The indices of the transactions of a pair of ufrags, in the order of their first packets.</summary>
    public IEnumerable<int> TransactionsOf(UfragPair pair)
    {
        for (var index = pair.First; index >= 0; index = Transactions[index].Next)
        {
            yield return index;
            if (index == pair.Last) yield break;
        }
    }

    /// <summary>Finds the pair of ufrags one of whose checks succeeded between two endpoints, in either direction.</summary>
    public bool TryFindPath(Endpoint one, Endpoint other, out UfragPair pair) => TryFindPath(one, other, out pair, out _);

    /// <summary>The same; tells whether the check went from the other to the one.</summary>
    public bool TryFindPath(Endpoint one, Endpoint other, out UfragPair pair, out bool isReversed)
    {
        pair = default!;
        isReversed = false;
        if (!trace.Endpoints.TryGetIndex(one, out var a) || !trace.Endpoints.TryGetIndex(other, out var b)) return false;
        if (!paths.TryGetValue((a, b), out var index))
        {
            if (!paths.TryGetValue((b, a), out index)) return false;
            isReversed = true;
        }
        pair = pairs[index];
        return true;
    }

    /// <summary>The octets of an ICE check, where they were kept; else empty.</summary>
    internal ReadOnlyMemory<byte> CheckOf(int transaction) => checks.Of(transaction);

    /// <summary>Takes one message. Gives the index of its transaction; -1 for an indication.</summary>
    internal int Take(in Arrival arrival, in StunMessage message)
    {
        CloseOld(arrival.Time);
        switch (message.Class)
        {
            case StunClass.Request:
                return TakeRequest(arrival, message);
            case StunClass.Indication:
                if (message.Method == StunMethod.Binding) CountIndication(arrival);
                return -1;
            default:
                return TakeAnswer(arrival, message);
        }
    }

    private int TakeRequest(in Arrival arrival, in StunMessage message)
    {
        var index = FindOrAdd(arrival, message, arrival.Source, arrival.Destination, isAnswer: false);
        ref var transaction = ref Transactions[index];
        if (transaction.Requests == 0) Begin(ref transaction, index, arrival, message);
        else
        {
            var since = MicrosecondsBetween(transaction.Time, arrival.Time);
            if (since - transaction.LastRequestMicroseconds <= CopyMicroseconds) transaction.Copies += One(transaction.Copies);
            else transaction.LastRequestMicroseconds = since;
            if (HashOf(message) != transaction.RequestHash) KeepAltered(index, isAnswer: false, arrival, message);
        }
        transaction.Requests += One(transaction.Requests);
        if (transaction.Pair >= 0) pairs[transaction.Pair].LastSeen = arrival.Time;
        return index;
    }

    private void Begin(ref StunTransaction transaction, int index, in Arrival arrival, in StunMessage message)
    {
        var flags = RequestFlags(message) | (arrival.Transport == SipTransport.Udp ? 0 : StunFlags.Tcp);
        if (message.TryGetControlling(out var tieBreaker)) flags |= StunFlags.Controlling;
        else if (message.TryGetControlled(out tieBreaker)) flags |= StunFlags.Controlled;
        if (message.TryGetChangeRequest(out var changesAddress, out var changesPort))
            flags |= (changesAddress ? StunFlags.ChangesAddress : 0) | (changesPort ? StunFlags.ChangesPort : 0);
        if (message.TryGetPriority(out var priority)) transaction.Priority = priority;
        transaction.TieBreaker = tieBreaker;
        transaction.Flags |= flags;
        transaction.Time = arrival.Time;
        transaction.Frame = arrival.Frame.Number;
        (transaction.Place, transaction.Length) = Keep(arrival, message.Bytes);
        transaction.RequestHash = HashOf(message);
        if (message.Method != StunMethod.Binding || !TryGetPair(message.Username, out var pair)) return;
        transaction.Pair = pair.Index;
        if (transaction.Place >= 0) checks.Add(index, message.Bytes[..transaction.Length]);
        if (pair.First < 0) pair.First = index;
        else Transactions[pair.Last].Next = index;
        pair.Last = index;
        if (transaction.IsSuccess) Credit(pair, transaction, arrival.Time);
    }

    private static StunFlags RequestFlags(in StunMessage message)
    {
        var flags = StunFlags.None;
        var (isSigned, hasFingerprint, hasPriority, hasRole) = (false, false, false, false);
        foreach (var attribute in message.Attributes)
        {
            switch (attribute.Type)
            {
                case StunAttributeType.UseCandidate: flags |= StunFlags.UseCandidate; break;
                case StunAttributeType.Realm or StunAttributeType.UserHash: flags |= StunFlags.HasCredentials; break;
                case StunAttributeType.Fingerprint: hasFingerprint = true; break;
                case StunAttributeType.MessageIntegrity or StunAttributeType.MessageIntegritySha256: isSigned = true; break;
                case StunAttributeType.Priority: hasPriority = true; break;
                case StunAttributeType.IceControlling or StunAttributeType.IceControlled: hasRole = true; break;
            }
        }
        if (hasFingerprint && !message.IsCut && !message.FingerprintIsRight) flags |= StunFlags.HasWrongFingerprint;
        return isSigned && hasFingerprint && hasPriority && hasRole ? flags | StunFlags.IsComplete : flags;
    }

    private int TakeAnswer(in Arrival arrival, in StunMessage message)
    {
        var index = FindOrAdd(arrival, message, arrival.Destination, arrival.Source, isAnswer: true);
        ref var transaction = ref Transactions[index];
        transaction.Answers += One(transaction.Answers);
        if (transaction.IsSuccess)
        {
            // A repetition, or a late refusal: the first success counts.
            if (message.Class == StunClass.Success && HashOf(message) != transaction.AnswerHash) KeepAltered(index, isAnswer: true, arrival, message);
            return index;
        }
        var source = trace.Endpoints.IndexOf(arrival.Source);
        transaction.AnswerSource = source;
        transaction.AnswerFrame = arrival.Frame.Number;
        transaction.AnswerMicroseconds = MicrosecondsBetween(transaction.Time, arrival.Time);
        transaction.Flags = source == transaction.Destination ? transaction.Flags & ~StunFlags.AnsweredFromElsewhere : transaction.Flags | StunFlags.AnsweredFromElsewhere;
        (transaction.AnswerPlace, transaction.AnswerLength) = Keep(arrival, message.Bytes);
        transaction.AnswerHash = HashOf(message);
        var isSigned = message.Has(StunAttributeType.MessageIntegrity) || message.Has(StunAttributeType.MessageIntegritySha256);
        transaction.Flags = isSigned ? transaction.Flags | StunFlags.IsAnswerSigned : transaction.Flags & ~StunFlags.IsAnswerSigned;
        if (message.Class == StunClass.Error)
        {
            transaction.Flags |= StunFlags.Error;
            if (message.TryGetError(out var code, out _)) transaction.ErrorCode = (ushort)code;
            return index;
        }
        transaction.Flags = (transaction.Flags & ~StunFlags.Error) | StunFlags.Success;
        transaction.ErrorCode = 0;
        if (message.TryGetMappedAddress(out var mapped)) transaction.Mapped = trace.Endpoints.IndexOf(mapped);
        if (transaction.Pair >= 0 && transaction.IsSuccess) Credit(pairs[transaction.Pair], transaction, arrival.Time);
        return index;
    }

    private void Credit(UfragPair pair, in StunTransaction transaction, Timestamp time)
    {
        pair.Succeeded++;
        if (paths.Count < MaxPaths) paths[(transaction.Source, transaction.Destination)] = pair.Index;
        if (!transaction.HasUseCandidate) return;
        pair.Nominated++;
        pair.LastNominated = time;
    }

    private int FindOrAdd(in Arrival arrival, in StunMessage message, Endpoint requester, Endpoint server, bool isAnswer)
    {
        var id = message.TransactionId;
        // The classic id is longer; its first octets are folded in.
        var high = BinaryPrimitives.ReadUInt64BigEndian(id) ^ (id.Length > 12 ? BinaryPrimitives.ReadUInt32BigEndian(id[12..]) * 0x9e3779b97f4a7c15 : 0);
        var low = BinaryPrimitives.ReadUInt32BigEndian(id[8..]);
        var source = trace.Endpoints.IndexOf(requester);
        var destination = trace.Endpoints.IndexOf(server);
        var relay = trace.Relays.IndexOf(arrival.ViaTurn);
        var key = new StunKey(high, low, source, arrival.Point | relay << 16);
        ref var newest = ref CollectionsMarshal.GetValueRefOrAddDefault(open, key, out _);
        var other = -1;
        for (var at = newest - 1; at >= 0; at = Transactions[at].Older)
        {
            ref var known = ref Transactions[at];
            if (arrival.Time - known.Time > MaxAge) break;
            if (known.Destination == destination) return at;
            other = at;
        }
        if (isAnswer && other >= 0) return other;       // from elsewhere than asked, as tests of RFC 5780 want it
        var index = Transactions.Add(new StunTransaction
        {
            IdHigh = high,
            IdLow = low,
            Time = arrival.Time,
            Place = NoPlace,
            AnswerPlace = NoPlace,
            Source = source,
            Destination = destination,
            Relay = relay,
            Mapped = -1,
            AnswerSource = -1,
            Pair = -1,
            Older = newest - 1,
            Frame = arrival.Frame.Number,
            AnswerMicroseconds = StunTransaction.None,
            Point = (ushort)arrival.Point,
            File = (ushort)arrival.Frame.File,
            Method = message.Method,
        });
        newest = index + 1;
        return index;
    }

    internal const long NoPlace = -1;

    // A place in the input costs nothing; bytes that stand nowhere in one piece are owned, as long as they are few.
    private (long Place, ushort Length) Keep(in Arrival arrival, ReadOnlySpan<byte> message)
    {
        var length = (ushort)Math.Min(message.Length, ushort.MaxValue);
        var place = arrival.PlaceOf(message);
        if (place >= 0) return (place, length);
        if (owned + message.Length > MaxOwned) return (NoPlace, 0);
        owned += message.Length;
        return (Trace.OwnedOffset(trace.AddOwned(message.ToArray())), length);
    }

    // A repetition should be the same octets; of those that are not, the first is kept, so that its integrity can be checked too.
    private void KeepAltered(int transaction, bool isAnswer, in Arrival arrival, in StunMessage message)
    {
        if (altered.Count < MaxAltered && !altered.ContainsKey((transaction, isAnswer))) altered.Add((transaction, isAnswer), Keep(arrival, message.Bytes));
    }

    internal bool TryFindAltered(int transaction, bool isAnswer, out (long Place, ushort Length) place) => altered.TryGetValue((transaction, isAnswer), out place);

    private static int HashOf(in StunMessage message) => OctetHash.Of(message.Bytes);

    private bool TryGetPair(ReadOnlySpan<byte> username, out UfragPair pair)
    {
        pair = default!;
        var colon = username.IndexOf((byte)':');
        if (colon <= 0 || colon == username.Length - 1 || username.Length > MaxUsername) return false;
        var lookup = byUsername.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(username, out pair!)) return true;
        if (pairs.Count >= MaxPairs) return false;
        var key = username.ToArray();
        pair = new UfragPair(pairs.Count, key, colon);
        pairs.Add(pair);
        usernames += key.Length;
        byUsername.Add(key, pair);
        return true;
    }

    private void CountIndication(in Arrival arrival)
    {
        var key = (trace.Endpoints.IndexOf(arrival.Source), trace.Endpoints.IndexOf(arrival.Destination), arrival.Point);
        if (indications.Count >= MaxPaths && !indications.ContainsKey(key)) return;
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(indications, key, out var isKnown);
        count = isKnown
            ? count with { Count = count.Count + 1, Last = arrival.Time }
            : new BindingIndications(arrival.Source, arrival.Destination, arrival.Point, 1, arrival.Time, arrival.Time);
    }

    // Transactions are in the order of time, so the oldest open ones come first.
    private void CloseOld(Timestamp now)
    {
        while (oldestOpen < Transactions.Count)
        {
            ref var oldest = ref Transactions[oldestOpen];
            if (open.Count <= MaxOpen && now - oldest.Time <= MaxAge) return;
            var key = new StunKey(oldest.IdHigh, oldest.IdLow, oldest.Source, oldest.Point | oldest.Relay << 16);
            if (open.TryGetValue(key, out var newest) && newest == oldestOpen + 1) open.Remove(key);
            oldestOpen++;
        }
    }

    private static uint MicrosecondsBetween(Timestamp from, Timestamp to) =>
        (uint)Math.Clamp((to.Nanoseconds - from.Nanoseconds) / 1000, 0, uint.MaxValue - 1);

    private static ushort One(ushort count) => count == ushort.MaxValue ? (ushort)0 : (ushort)1;
}
