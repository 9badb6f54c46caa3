using SipTrace.Correlation;
using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Ice;

namespace SipTrace.Lint;

/// <summary>A trace as the rules see it, with the look-ups that all its calls share; each is made when first asked for.</summary>
public sealed class LintedTrace(Trace trace)
{
    /// <summary>The trace: complete, or unchanged while its calls are checked.</summary>
    public Trace Trace { get; } = trace;

    /// <summary>Its ICE sessions.</summary>
    public IceSessions Ice => field ??= new IceSessions(Trace);

    /// <summary>What its packets prove.</summary>
    public TraceEvidence Seen => field ??= new TraceEvidence(Trace, Ice);
}
