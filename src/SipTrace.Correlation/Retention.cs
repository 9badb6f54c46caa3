using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation;

/// <summary>Keeps a trace within its limits: first what no call claims goes, and the middle of endless calls; then calls, by worth and
/// then by age, so that a scanner cannot push real ones out.</summary>
internal sealed class Retention
{
    private const int MostHosts = 65_536;
    private static readonly TimeSpan LongestSilence = TimeSpan.FromHours(4);

    private readonly Trace trace;
    private readonly SipTable sip;
    private readonly Func<long> flows;
    private readonly RetentionLimits limits;
    private readonly HashSet<Endpoint> succeeded = [];      // hosts, port 0
    private readonly Bound[] bounds;
    private long sizeOfCalls;

    /// <summary>Keeps a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="sip">Its calls by their Call-IDs.</param>
    /// <param name="flows">How many octets of memory wait to be put together.</param>
    /// <param name="limits">How much may be remembered.</param>
    public Retention(Trace trace, SipTable sip, Func<long> flows, RetentionLimits limits)
    {
        (this.trace, this.sip, this.flows, this.limits) = (trace, sip, flows, limits);
        trace.MessageAdded += (call, _) => Reckon(call);
        // A table that grew large would take long to be gone through: it is, before that.
        var quarter = limits.Bytes / 4;
        bounds =
        [
            new Bound(() => Size, limits.Bytes),
            new Bound(() => trace.Stun.Size, quarter),
            new Bound(() => trace.Rtp.Size, quarter),
            new Bound(() => trace.Rtcp.Size + trace.Dtls.Size + trace.Unreachables.Size + trace.KeepAlives.Size + trace.Turn.Size, quarter),
        ];
    }

    /// <summary>Octets of memory that all takes that is kept.</summary>
    internal long Size => trace.Size + sizeOfCalls + sip.Size + flows();

    private long Share => Math.Max(1, limits.Bytes / 16);

    /// <summary>Whether anything must be forgotten now.</summary>
    public bool IsDue() => trace.Calls.Count > limits.Calls || Array.Exists(bounds, bound => bound.IsPassed);

    /// <summary>Forgets an eighth more than it must, so that it is not done again at once.</summary>
    public void Forget(Timestamp now)
    {
        LearnHosts();
        if (trace.Calls.Count > limits.Calls) MarkLeast(trace.Calls.Count - limits.Calls * 7 / 8, 0, now);
        Sweep(now);
        if (Size > limits.Bytes - limits.Bytes / 16)
        {
            MarkLeast(0, Size - limits.Bytes * 7 / 8, now);
            Sweep(now);
        }
        foreach (var bound in bounds) bound.Rest(limits.Bytes / 16);
    }

    private void Sweep(Timestamp now)
    {
        trace.Forget(now, Share);
        sip.Forget();
        sizeOfCalls = 0;
        foreach (var call in trace.Calls)
        {
            call.Size = 0;
            Reckon(call);
        }
    }

    private void Reckon(Call call)
    {
        var size = call.Reckon();
        sizeOfCalls += size - call.Size;
        call.Size = size;
    }

    // Of the least worth as many as are asked for, and as hold so much.
    private void MarkLeast(int count, long octets, Timestamp now)
    {
        var media = octets > 0 ? MediaOf() : [];
        var ranks = new (Worth Worth, Timestamp LastSeen, Call Call)[trace.Calls.Count];
        for (var i = 0; i < ranks.Length; i++) ranks[i] = (WorthOf(trace.Calls[i], now), trace.Calls[i].LastSeen, trace.Calls[i]);
        Array.Sort(ranks, (a, b) => a.Worth != b.Worth ? a.Worth.CompareTo(b.Worth) : a.LastSeen.CompareTo(b.LastSeen));
        foreach (var (worth, _, call) in ranks)
        {
            if (count-- <= 0 && octets <= 0) break;
            octets -= call.Size + trace.SizeOfMessages(call) + media.GetValueOrDefault(call);
            call.IsForgotten = true;
            trace.Statistics.Forgot(NameOf(worth), 1);
        }
    }

    // What the streams and the checks of each call take.
    private Dictionary<Call, long> MediaOf()
    {
        const int transaction = 400;        // octets, with its messages
        var sizes = new Dictionary<Call, long>();
        foreach (var stream in trace.Rtp.Streams)
        {
            if (stream.Call is { } call) sizes[call] = sizes.GetValueOrDefault(call) + stream.Size;
        }
        foreach (var pair in trace.Stun.Pairs)
        {
            if (!trace.Media.TryFind(pair, out var claim)) continue;
            sizes[claim.Call] = sizes.GetValueOrDefault(claim.Call) + transaction * (long)trace.Stun.TransactionsOf(pair).Count();
        }
        return sizes;
    }

    private static string NameOf(Worth worth) => worth switch
    {
        Worth.Stranger => "calls_of_strangers",
        Worth.Request => "requests",
        Worth.Attempt => "calls_unanswered",
        Worth.Finished => "calls_finished",
        _ => "calls_running",
    };

    private Worth WorthOf(Call call, Timestamp now)
    {
        // Where the BYE was lost, a call would go on for ever.
        if (call.State is CallState.InCall && now - call.LastSeen < LongestSilence) return Worth.Running;
        if (call.Answered is not null || call.State is CallState.InCall or CallState.Completed) return Worth.Finished;
        var isKnown = succeeded.Contains(call.Source.WithPort(0));
        if (!call.IsInvite) return isKnown ? Worth.Request : Worth.Stranger;
        if (isKnown) return call.State is CallState.Failed ? Worth.Finished : Worth.Attempt;
        // Somebody rings: that is more than a scanner gets.
        return call.Dialogs.Count > 0 ? Worth.Request : Worth.Stranger;
    }

    private void LearnHosts()
    {
        if (succeeded.Count > MostHosts) succeeded.Clear();
        foreach (var call in trace.Calls)
        {
            if (call.State is CallState.Succeeded or CallState.InCall or CallState.Completed) succeeded.Add(call.Source.WithPort(0));
        }
    }

    /// <summary>How much something may grow.</summary>
    private sealed class Bound(Func<long> size, long most)
    {
        private long slack;

        public bool IsPassed => size() > most + slack;

        /// <summary>What stays although it is much is needed: it is looked at again when it has grown.</summary>
        public void Rest(long growth) => slack = Math.Max(0, size() + growth - most);
    }
}
