using SipTrace.Correlation.Sip;
using SipTrace.Lint;

namespace SipTrace.Findings;

/// <summary>Work that every call needs for itself, done on all processors. What comes of it stands in the order of the calls.</summary>
internal static class EachCall
{
    private const int Batch = 256;      // what is held of calls that are done with

    /// <summary>The results, one for each call.</summary>
    /// <param name="capture">The trace, which does not change meanwhile.</param>
    /// <param name="calls">The calls.</param>
    /// <param name="work">What is to be done; several threads do it at a time.</param>
    public static IEnumerable<T> Do<T>(LintedTrace capture, IReadOnlyList<Call> calls, Func<LintedCall, T> work)
        where T : class?        // for which the code is there before the program starts
    {
        if (calls.Count > 1) capture.Prepare();
        var results = new T[Math.Min(Batch, calls.Count)];
        for (var first = 0; first < calls.Count; first += Batch)
        {
            var (from, count) = (first, Math.Min(Batch, calls.Count - first));
            Parallel.For(0, count, i => results[i] = work(capture.Read(calls[from + i])));
            for (var i = 0; i < count; i++) yield return results[i];
        }
    }
}
