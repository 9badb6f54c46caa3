namespace SipTrace.Lint.Diagnoses;

/// <summary>How sure a diagnosis is.</summary>
public enum Confidence
{
    /// <summary><c>likely</c>: one piece of it is inferred.</summary>
    Likely,

    /// <summary><c>sure</c>: every piece of it was seen.</summary>
    Sure,
}
