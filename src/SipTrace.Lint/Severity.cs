namespace SipTrace.Lint;

/// <summary>How much a breach matters. Context never changes it; a user's configuration may.</summary>
public enum Severity
{
    /// <summary><c>info</c>: right or harmless, but the reader of a failing call wants to know.</summary>
    Info,

    /// <summary><c>warning</c>: a "must" is broken that most peers live with, or it breaks with some peers, some NATs, or later.</summary>
    Warning,

    /// <summary><c>error</c>: it breaks media, the call or the negotiation as seen here. A healthy call has none.</summary>
    Error,
}
