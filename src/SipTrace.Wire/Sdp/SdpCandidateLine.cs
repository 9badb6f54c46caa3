namespace SipTrace.Wire.Sdp;

/// <summary>An a=candidate line, readable or not.</summary>
/// <param name="Line">The line.</param>
/// <param name="Candidate">What it says; null where it does not parse.</param>
/// <param name="Problem">Why it does not parse; empty where it does.</param>
public readonly record struct SdpCandidateLine(SdpLine Line, SdpCandidate? Candidate, string Problem);
