namespace SipTrace.Lint;

/// <summary>A packet that proves a finding.</summary>
/// <param name="File">Index of its input.</param>
/// <param name="Frame">Frame number in that input.</param>
/// <param name="What">What it shows, in a few words.</param>
public readonly record struct Evidence(int File, int Frame, string What);
