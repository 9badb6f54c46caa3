namespace SipTrace.Capture.Files;

/// <summary>When to begin another file, and how many to keep.</summary>
/// <param name="Octets">Octets after which another file begins; 0: never.</param>
/// <param name="Time">Time after which another file begins; zero: never.</param>
/// <param name="Keep">Files that are kept; 0: all.</param>
public sealed record RotationOptions(long Octets = 0, TimeSpan Time = default, int Keep = 0);
