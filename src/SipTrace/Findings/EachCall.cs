using SipTrace.Correlation.Sip;
using SipTrace.Lint;
using SipTrace.Output;
using SipTrace.Wire.Bytes;

namespace SipTrace.Findings;

/// <summary>Work that every call needs for itself, done on all processors. What comes of it stands in the order of the calls.</summary>
internal static class EachCall
{
    private const long MuchMemory = 32 << 20;

    /// <summary>The results, one for each call.</summary>
    /// <param name="capture">The trace, which does not change meanwhile.</param>
    /// <param name="calls">The calls.</param>
    /// <param name="work">What is to be done; several threads do it at a time.</param>
    /// <param name="keepsTexts">Whether what comes of it refers to the texts of the call; else they make room for those of the next.</param>
    public static IEnumerable<T> Do<T>(LintedTrace capture, IReadOnlyList<Call> calls, Func<LintedCall, T> work, bool keepsTexts = false)
        where T : class?
    {
        if (calls.Count > 1)
        {
            Settle();
            capture.Prepare();
        }
        var buffers = new ThreadLocal<OctetBuffer>(() => new OctetBuffer());
        return new OrderedWork<T>(calls.Count, index =>
        {
            if (keepsTexts) return work(capture.Read(calls[index]));
            var octets = buffers.Value!;
            octets.Clear();
            return work(capture.Read(calls[index], octets));
        }).Results();
    }

    // What was read stays: told so, later collections mostly leave it where it is. And what reading needed for itself is given back.
    // Twice, for the first makes what was read grow old, and the second learns how much is old: else one more would follow soon.
    private static void Settle()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) < MuchMemory) return;
        for (var i = 0; i < 2; i++) GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
    }
}
