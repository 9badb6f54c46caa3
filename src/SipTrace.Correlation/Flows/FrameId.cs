namespace SipTrace.Correlation.Flows;

/// <summary>One frame of the inputs, as <c>extract</c> finds it again.</summary>
/// <param name="File">Index of the input.</param>
/// <param name="Number">1-based number in that input.</param>
public readonly record struct FrameId(int File, int Number);
