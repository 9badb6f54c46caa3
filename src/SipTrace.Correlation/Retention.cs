using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation;

/// <summary>Keeps a trace within its limits: by worth, then by age, so that a scanner cannot push real calls out.</summary>
internal sealed class Retention(Trace trace, SipTable sip, RetentionLimits limits)
{
    private const int MostHosts = 65_536, MostStrays = 10_000, MostTransactions = 250_000, MostEndpoints = 250_000, MostStreams = 100_000, MostReports = 100_000, MostOthers = 200_000;
    private static readonly TimeSpan LongestSilence = TimeSpan.FromHours(4);

    // What an object costs beyond the texts that are counted one by one; measured, with room for the collector.
    private const int CallCost = 2500, MessageCost = 120, AnnouncementCost = 300, StreamCost = 800, TransactionCost = 160, EndpointCost = 100;

    private readonly HashSet<Endpoint> succeeded = [];      // hosts, port 0
    private int nextTransactions = MostTransactions, nextEndpoints = MostEndpoints, nextStreams = MostStreams, nextReports = MostReports, nextOthers = MostOthers;
    private long nextBytes = limits.Bytes;

    /// <summary>Whether anything must be forgotten now.</summary>
    public bool IsDue => trace.Calls.Count > limits.Calls || Bytes > nextBytes || trace.Strays.Count > MostStrays
        || trace.Stun.Transactions.Count > nextTransactions || trace.Endpoints.Count > nextEndpoints || trace.Rtp.Count > nextStreams
        || trace.Rtcp.Count > nextReports || Others > nextOthers;

    private long Bytes => trace.OwnedBytes * 3 / 2 + trace.Calls.Count * (long)CallCost + trace.Messages.Count * (long)MessageCost
        + trace.Media.Count * (long)AnnouncementCost + (trace.Rtp.Count + trace.Rtcp.Count) * (long)StreamCost
        + trace.Stun.Transactions.Count * (long)TransactionCost + trace.Endpoints.Count * (long)EndpointCost;

    // A handshake weighs as much as many of the small ones.
    private int Others => trace.Dtls.Sessions.Count * 10 + trace.Unreachables.All.Count + trace.KeepAlives.Count;

    /// <summary>Forgets an eighth more than it must, so that it is not done again at once.</summary>
    public void Forget(Timestamp now)
    {
        LearnHosts();
        var excess = Math.Max(0, trace.Calls.Count - limits.Calls * 7L / 8);
        if (trace.Calls.Count <= limits.Calls) excess = 0;
        if (Bytes > limits.Bytes) excess = Math.Max(excess, (long)(trace.Calls.Count * (1 - limits.Bytes * 7.0 / 8 / Bytes)));
        if (excess > 0) MarkLeast((int)Math.Min(excess, trace.Calls.Count), now);
        trace.Forget(now);
        sip.Forget();
        // What stays although it is much is needed: look again when it has grown.
        nextTransactions = Math.Max(MostTransactions, trace.Stun.Transactions.Count * 2);
        nextEndpoints = Math.Max(MostEndpoints, trace.Endpoints.Count * 2);
        nextStreams = Math.Max(MostStreams, trace.Rtp.Count * 2);
        nextReports = Math.Max(MostReports, trace.Rtcp.Count * 2);
        nextOthers = Math.Max(MostOthers, Others * 2);
        nextBytes = Math.Max(limits.Bytes, Bytes + limits.Bytes / 8);
    }

    private void MarkLeast(int count, Timestamp now)
    {
        var ranks = new (Worth Worth, Timestamp LastSeen, Call Call)[trace.Calls.Count];
        for (var i = 0; i < ranks.Length; i++) ranks[i] = (WorthOf(trace.Calls[i], now), trace.Calls[i].LastSeen, trace.Calls[i]);
        Array.Sort(ranks, (a, b) => a.Worth != b.Worth ? a.Worth.CompareTo(b.Worth) : a.LastSeen.CompareTo(b.LastSeen));
        foreach (var (worth, _, call) in ranks.AsSpan(0, count))
        {
            call.IsForgotten = true;
            Statistics.Add(trace.Statistics.Forgotten, NameOf(worth), 1);
        }
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
}
