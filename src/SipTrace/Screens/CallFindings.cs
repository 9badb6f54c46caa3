using SipTrace.Commands;
using SipTrace.Correlation.Sip;
using SipTrace.Findings;
using SipTrace.Lint;
using SipTrace.Output;

namespace SipTrace.Screens;

/// <summary>What the rules say of calls: worked out when asked for, kept as long as the call does not change.</summary>
/// <remarks>
/// Rules look at the whole trace. While a file is read they are not asked; when it is read, another thread prepares what they look up. Of a live
/// trace that is prepared anew when calls have changed, but not more often than every few seconds.
/// </remarks>
internal sealed class CallFindings(Session session, MediaRenewal media)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(2), Interval = TimeSpan.FromSeconds(3);

    // Many rules speak of what does not come; none waits longer for it.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(70);

    private readonly Dictionary<Call, Verdict> known = [];
    private Task<LintedTrace>? preparing;
    private CallVerdicts? verdicts;
    private long preparedAt, size = -1;

    /// <summary>Whether calls can be judged now.</summary>
    public bool IsReady => verdicts is not null;

    /// <summary>What the rules look at; null until it is there.</summary>
    public LintedTrace? Linted { get; private set; }

    /// <summary>Judges calls. To be asked on the session's thread, when ready.</summary>
    public CallVerdicts Verdicts => verdicts ?? throw new InvalidOperationException("the rules were asked before their look-ups were made");

    /// <summary>Goes on preparing; tells whether more is left.</summary>
    public bool Prepare()
    {
        if (session.IsLive && !session.IsComplete) return PrepareLive();
        if (!media.IsFinal) return false;
        if (preparing is null)
        {
            preparing = session.AskAside(trace => new LintedTrace(trace, () => media.Media).Prepare());
            known.Clear();
        }
        if (Linted is not null && preparing.IsCompleted && Linted == preparing.Result) return false;
        if (preparing.Wait(Patience)) Take(preparing.Result);
        return true;
    }

    /// <summary>The findings of a call. On the session's thread.</summary>
    public IReadOnlyList<Finding> Of(Call call) => VerdictOn(call).Findings;

    /// <summary>The findings of a call if they are known already; null where they are not.</summary>
    public IReadOnlyList<Finding>? Known(Call call) => Find(call)?.Findings;

    /// <summary>Whether a call was not judged yet, or has changed, or time has passed that may change the verdict.</summary>
    public bool IsDue(Call call) => Find(call) is not { } kept || kept.IsEarly && kept.By != Linted;

    /// <summary>How many of each severity, as far as they are known: <c>2e 1w</c>.</summary>
    public string Summary(Call call) => Find(call)?.Summary ?? "";

    /// <summary>What the call suffers from most, in a few words, as far as it is known.</summary>
    public string Diagnosis(Call call) => Find(call)?.Diagnosis ?? "";

    /// <summary>The same as a sentence.</summary>
    public string Sentence(Call call) => Find(call)?.Sentence ?? "";

    /// <summary>The colour of the gravest finding.</summary>
    public Ink InkOf(Call call) => Find(call)?.Ink ?? Ink.Faint;

    private bool PrepareLive()
    {
        if (Linted is not null && Environment.TickCount64 - preparedAt < Interval.TotalMilliseconds) return false;
        preparedAt = Environment.TickCount64;
        return session.Ask(trace =>
        {
            var now = trace.Messages.Count + trace.Stun.Transactions.Count + (long)trace.Rtp.Streams.Count;
            if (now == size) return false;
            size = now;
            foreach (var call in known.Keys.Where(call => call.IsForgotten).ToArray()) known.Remove(call);
            Take(new LintedTrace(trace));
            return true;
        });
    }

    private void Take(LintedTrace linted)
    {
        Linted = linted;
        verdicts = new CallVerdicts(linted);
    }

    private Verdict? Find(Call call) => known.TryGetValue(call, out var kept) && kept.Revision == call.Revision ? kept : null;

    private Verdict VerdictOn(Call call)
    {
        if (!IsDue(call)) return known[call];
        var findings = Verdicts.Of(call);
        var counts = findings.GroupBy(finding => finding.Severity).OrderByDescending(group => group.Key).Select(group => $"{group.Count()}{FindingWords.Of(group.Key)[0]}");
        var ink = findings.Count > 0 ? FindingWords.InkOf(findings.Max(finding => finding.Severity)) : Ink.Faint;
        var lead = Verdicts.Explain(call).Lead;
        return known[call] = new Verdict(call.Revision, findings, string.Join(' ', counts), WireText.Clean(lead?.InShort ?? ""), WireText.Clean(lead?.Text ?? ""), ink)
        {
            By = Linted,
            IsEarly = !session.IsComplete && Linted?.Trace.Statistics.Last is { } now && now - call.LastSeen < LongestWait,
        };
    }

    private sealed record Verdict(int Revision, IReadOnlyList<Finding> Findings, string Summary, string Diagnosis, string Sentence, Ink Ink)
    {
        public LintedTrace? By { get; init; }

        public bool IsEarly { get; init; }
    }
}
