namespace SipTrace.Wire.Sdp;

/// <summary>An a=candidate line that does not parse.</summary>
/// <param name="Line">The line.</param>
/// <param name="Problem">What is wrong with it, in words that follow "candidate".</param>
public readonly record struct SdpUnreadableCandidate(SdpLine Line, string Problem);
