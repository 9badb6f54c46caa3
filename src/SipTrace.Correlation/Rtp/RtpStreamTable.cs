using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Rtp;

/// <summary>
/// All RTP streams, and candidates for one, by <see cref="RtpStreamKey"/>. A packet of a stream that is known costs one lookup and no
/// allocation. One thread calls it; what it is asked takes all packets into account that it was given before.
/// </summary>
/// <param name="claimOf">What signalling says about a stream; asked seldom.</param>
/// <param name="mostCandidates">How many candidates are kept; <see cref="MaxCandidates"/>, or fewer.</param>
public sealed partial class RtpStreamTable(RtpClaimOf claimOf, int mostCandidates = RtpStreamTable.MaxCandidates)
{
    /// <summary>
    /// How many candidates are kept. Beyond it the oldest goes, unless it has grown since it was last looked at: so a flood of packets
    /// that only look like RTP costs a bounded amount of memory and drives out no stream that is about to prove itself.
    /// </summary>
    public const int MaxCandidates = 65_536;

    private const int SecondChances = 16, StreamsPerStep = 1024;
    private static readonly TimeSpan MaxIdle = TimeSpan.FromSeconds(60);

    private readonly Dictionary<RtpStreamKey, RtpStream> streams = [];
    private readonly Queue<(RtpStream Stream, int Packets)> candidates = new();
    private readonly HashSet<RtpStream> proven = [];
    private long dropped;

    /// <summary>The streams that count as RTP, in the order in which they were proven.</summary>
    public IReadOnlyCollection<RtpStream> Streams
    {
        get
        {
            Settle();
            return proven;
        }
    }

    /// <summary>Candidates dropped to keep within <see cref="MaxCandidates"/>.</summary>
    public long CandidatesDropped
    {
        get
        {
            Settle();
            return dropped;
        }
    }

    /// <summary>The stream, or candidate, of a key; null where there is none.</summary>
    public RtpStream? Find(in RtpStreamKey key)
    {
        Settle();
        return streams.GetValueOrDefault(key);
    }

    /// <summary>
    /// Asks signalling about all candidates and all formats again, as after the last frame: what came late may still claim what came
    /// early. Each element stands for a step.
    /// </summary>
    internal IEnumerable<int> AskAgain()
    {
        EndCounting();
        var asked = 0;
        foreach (var stream in streams.Values)
        {
            foreach (var use in stream.Formats) Ask(stream, use.PayloadType);
            if (stream.IsProven) proven.Add(stream);
            if (++asked % StreamsPerStep == 0) yield return asked;
        }
        foreach (var step in ProveAnswers()) yield return step;
    }

    /// <summary>Forgets a stream for good.</summary>
    public void Remove(RtpStream stream)
    {
        Settle();
        Forget(stream.Key);
        proven.Remove(stream);
    }

    private void DropIdle(Timestamp now)
    {
        for (var left = candidates.Count; left > 0; left--)
        {
            var (stream, packets) = candidates.Dequeue();
            if (stream.IsProven) continue;
            if (now - stream.LastTime > MaxIdle) Drop(stream);
            else candidates.Enqueue((stream, packets));
        }
    }

    // A few packets cannot prove themselves; but where they answer a stream of the same payload type on its own sockets (RFC 4961), they are RTP.
    private IEnumerable<int> ProveAnswers()
    {
        var looked = 0;
        var few = new List<RtpStream>();
        foreach (var stream in streams.Values)
        {
            if (stream is { IsProven: false, MayBeProvenByAnswer: true }) few.Add(stream);
            if (++looked % StreamsPerStep == 0) yield return looked;
        }
        if (few.Count == 0) yield break;
        var answered = new HashSet<(int Point, int Relay, Endpoint From, Endpoint To, byte Type)>();
        foreach (var stream in proven)
        {
            foreach (var use in stream.Formats) answered.Add((stream.Key.Point, stream.Key.Relay, stream.Key.Destination, stream.Key.Source, use.PayloadType));
            if (++looked % StreamsPerStep == 0) yield return looked;
        }
        foreach (var stream in few)
        {
            var key = stream.Key;
            if (++looked % StreamsPerStep == 0) yield return looked;
            if (!answered.Contains((key.Point, key.Relay, key.Source, key.Destination, stream.Formats[0].PayloadType))) continue;
            stream.Prove(StreamProof.Symmetry);
            proven.Add(stream);
        }
    }

    private void Ask(RtpStream stream, byte payloadType) => stream.Take(claimOf(stream.Key, payloadType), payloadType);

    private void Enqueue(RtpStream stream)
    {
        candidates.Enqueue((stream, stream.Packets));
        for (var chances = SecondChances; candidates.Count > mostCandidates;)
        {
            var (oldest, packets) = candidates.Dequeue();
            if (oldest.IsProven) continue;
            if (oldest.Packets > packets && chances-- > 0)
            {
                candidates.Enqueue((oldest, oldest.Packets));
                continue;
            }
            Drop(oldest);
            dropped++;
        }
    }

    private void Drop(RtpStream candidate)
    {
        // The key may have come to a newer stream since, if this one was removed.
        if (streams.TryGetValue(candidate.Key, out var present) && ReferenceEquals(present, candidate)) Forget(candidate.Key);
    }
}
