using System.Diagnostics;
using SipTrace.Capture.Files;
using SipTrace.Correlation;
using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Sip;
using SipTrace.Lint;
using SipTrace.Lint.Diagnoses;
using SipTrace.Wire.Bytes;

namespace SipTrace.Benchmarks;

/// <summary>What each rule and each diagnosis costs over the calls of one capture, on one thread, once all code is compiled: where to look when lint gets slow.</summary>
internal static class RuleTimes
{
    private const int Rounds = 8;       // the quickest counts

    /// <summary>Measures, and prints the dearest first.</summary>
    public static void Run(string file)
    {
        using var captures = CaptureSet.Open([file]);
        var correlator = new Correlator(captures.Bytes);
        using (var frames = captures.Read())
        {
            while (frames.MoveNext()) correlator.Take(frames.Current);
        }
        correlator.Complete();
        var capture = new LintedTrace(correlator.Trace).Prepare();
        var calls = correlator.Trace.Calls;
        var linters = RuleCatalogue.All.Select(rule => (rule.Code, Linter: new Linter([rule]))).ToList();
        var families = RuleCatalogue.All.GroupBy(rule => rule.Code.TrimEnd([.. "0123456789"]))
            .Select(family => (Name: $"(all {family.Key})", Linter: new Linter([.. family]))).ToList();
        var whole = new Linter(RuleCatalogue.All);
        var costs = new Dictionary<string, (double Us, long Octets)>();
        var best = new Dictionary<string, (double Us, long Octets)>();
        var octets = new OctetBuffer();
        for (var round = 0; round < Rounds; round++)
        {
            costs.Clear();
            foreach (var call in calls)
            {
                octets.Clear();
                Take("(all as one)", () => whole.Check(capture.Read(call, octets)).Count);
                LintedCall read = null!;
                Take("(transcript)", () => (read = capture.Read(call, octets)).Messages.Count);
                Take("(media)", () => read.Seen.Flows.Count + read.Seen.Sockets.GetHashCode());
                Take("(checks)", () => read.Seen.Checks.Count + read.IceSessions.Count + read.IceStreams.Count);
                Take("(trails)", () => read.Trails.Count + read.AgreedStreams.Count);
                foreach (var (name, linter) in families) Take(name, () => linter.Check(read).Count);
                foreach (var (code, linter) in linters) Take(code, () => linter.Check(read).Count);
                var findings = whole.Check(read);
                Take("(explanation)", () => Explainer.Explain(read, findings).Causes.Count);
                var symptoms = new Symptoms(read, findings);
                foreach (var diagnosis in DiagnosisCatalogue.All)
                    Take($"{diagnosis.Code} {diagnosis.Name}", () => diagnosis.Find(symptoms) is null ? 0 : 1);
            }
            foreach (var (name, cost) in costs)
            {
                if (!best.TryGetValue(name, out var quickest) || cost.Us < quickest.Us) best[name] = cost;
            }
        }
        Console.WriteLine($"{calls.Count} calls; per call:");
        foreach (var (name, cost) in best.OrderByDescending(item => item.Value.Us))
            Console.WriteLine($"{name,-32} {cost.Us / calls.Count,8:0.00} us {cost.Octets / (double)calls.Count,10:0} octets");

        void Take(string name, Func<int> work)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            work();
            var us = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
            var cost = costs.GetValueOrDefault(name);
            costs[name] = (cost.Us + us, cost.Octets + GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }
}
