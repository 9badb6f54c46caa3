namespace SipTrace.Correlation.Ice;

/// <summary>What is known of a STUN transaction.</summary>
[Flags]
public enum StunFlags : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The request has USE-CANDIDATE.</summary>
    UseCandidate = 1,

    /// <summary>The sender of the request holds the controlling role.</summary>
    Controlling = 2,

    /// <summary>The sender of the request holds the controlled role.</summary>
    Controlled = 4,

    /// <summary>A success answer came.</summary>
    Success = 8,

    /// <summary>An error answer came.</summary>
    Error = 16,

    /// <summary>The answer came from another address than the request went to.</summary>
    AnsweredFromElsewhere = 32,

    /// <summary>The request carries long-term credentials (REALM, or USERHASH).</summary>
    HasCredentials = 64,

    /// <summary>The request asks for an answer from another address (RFC 5780).</summary>
    ChangesAddress = 128,

    /// <summary>The request asks for an answer from another port (RFC 5780).</summary>
    ChangesPort = 256,

    /// <summary>It was carried by TCP or TLS.</summary>
    Tcp = 512,

    /// <summary>The request is whole, and its FINGERPRINT does not fit it.</summary>
    HasWrongFingerprint = 1024,

    /// <summary>The request has all that a check needs: MESSAGE-INTEGRITY, FINGERPRINT, PRIORITY and a role.</summary>
    IsComplete = 2048,

    /// <summary>The answer has MESSAGE-INTEGRITY.</summary>
    IsAnswerSigned = 4096,
}
