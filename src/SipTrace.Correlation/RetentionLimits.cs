namespace SipTrace.Correlation;

/// <summary>How much a trace may remember.</summary>
/// <param name="Calls">Calls; beyond them the least worth are forgotten.</param>
/// <param name="Bytes">Octets of memory, as estimated from what is kept.</param>
public sealed record RetentionLimits(int Calls, long Bytes);
