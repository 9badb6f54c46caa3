using System.Runtime.CompilerServices;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Lint;
using SipTrace.Wire.Bytes;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace SipTrace.Commands;

/// <summary>Runs the rules over calls that have changed, and again when time has passed: many rules speak of what did not come. A finding is told once
/// for its fingerprint, and withdrawn when what came later refutes it.</summary>
/// <param name="trace">The trace.</param>
/// <param name="linter">The rules.</param>
/// <param name="found">Tells a finding.</param>
/// <param name="withdrawn">Tells the fingerprint of one that is refuted.</param>
internal sealed class WatchFindings(Trace trace, Linter linter, Action<Finding> found, Action<string> withdrawn)
{
    private const int MostTold = 100_000;

    // The rules' own intervals: a moment, the timers of media and ICE, timers B and F of SIP, and twice those.
    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(35), TimeSpan.FromSeconds(70)];

    // What is not checked now is checked next time: frames must not wait long for it.
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(100);

    private readonly ConditionalWeakTable<Call, Checked> calls = [];
    private readonly Dictionary<string, int> told = [];      // by fingerprint: in how many calls it stands

    /// <summary>Checks the calls for which it is time.</summary>
    public void Update(Timestamp now, bool isLast)
    {
        var began = Stopwatch.GetTimestamp();
        var capture = new LintedTrace(trace);
        foreach (var call in trace.Calls)
        {
            if (!calls.TryGetValue(call, out var known)) calls.Add(call, known = new Checked());
            if (known.Revision != call.Revision) (known.Revision, known.Step) = (call.Revision, 0);
            if (known.Step == Waits.Length || (!isLast && now < call.LastSeen + Waits[known.Step])) continue;
            while (known.Step < Waits.Length && (isLast || now >= call.LastSeen + Waits[known.Step])) known.Step++;
            Check(capture, call, known);
            if (!isLast && Stopwatch.GetElapsedTime(began) > Budget) return;
        }
    }

    private void Check(LintedTrace capture, Call call, Checked known)
    {
        var before = known.Fingerprints;
        known.Fingerprints = [];
        foreach (var finding in linter.Check(capture, call))
        {
            if (!known.Fingerprints.Add(finding.Fingerprint) || before.Remove(finding.Fingerprint)) continue;
            var isKnown = told.TryGetValue(finding.Fingerprint, out var count);
            if (!isKnown && told.Count >= MostTold && !TryForget()) continue;
            told[finding.Fingerprint] = count + 1;
            if (!isKnown) found(finding);
        }
        foreach (var refuted in before)
        {
            if (!told.TryGetValue(refuted, out var count)) continue;
            told[refuted] = count - 1;
            if (count > 1) continue;
            told.Remove(refuted);
            withdrawn(refuted);
        }
    }

    // What stands in no call that is remembered may be told again.
    private bool TryForget()
    {
        told.Clear();
        foreach (var call in trace.Calls)
        {
            if (!calls.TryGetValue(call, out var known)) continue;
            foreach (var fingerprint in known.Fingerprints) told[fingerprint] = told.GetValueOrDefault(fingerprint) + 1;
        }
        return told.Count < MostTold * 7 / 8;
    }

    private sealed class Checked
    {
        public int Revision = -1, Step;
        public HashSet<string> Fingerprints = [];
    }
}
