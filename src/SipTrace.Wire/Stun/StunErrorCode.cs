namespace SipTrace.Wire.Stun;

/// <summary>An ERROR-CODE (RFC 8489 §14.8): on the wire the hundreds in 3 bits, the rest in 8.</summary>
public enum StunErrorCode : ushort
{
    /// <summary>300 Try Alternate: ask the ALTERNATE-SERVER (RFC 8489).</summary>
    TryAlternate = 300,

    /// <summary>400 Bad Request (RFC 8489).</summary>
    BadRequest = 400,

    /// <summary>
    /// 401 Unauthenticated; for a TURN client's first request the normal answer, for an ICE check a wrong ufrag or password (RFC 8489).
    /// </summary>
    Unauthenticated = 401,

    /// <summary>403 Forbidden: the peer is not allowed (RFC 8656).</summary>
    Forbidden = 403,

    /// <summary>405 Mobility Forbidden (RFC 8016).</summary>
    MobilityForbidden = 405,

    /// <summary>420 Unknown Attribute (RFC 8489).</summary>
    UnknownAttribute = 420,

    /// <summary>430 Stale Credentials (RFC 3489).</summary>
    StaleCredentials = 430,

    /// <summary>431 Integrity Check Failure (RFC 3489).</summary>
    IntegrityCheckFailure = 431,

    /// <summary>432 Missing Username (RFC 3489).</summary>
    MissingUsername = 432,

    /// <summary>433 Use TLS (RFC 3489).</summary>
    UseTls = 433,

    /// <summary>437 Allocation Mismatch (RFC 8656).</summary>
    AllocationMismatch = 437,

    /// <summary>438 Stale Nonce: repeat with the new one (RFC 8489).</summary>
    StaleNonce = 438,

    /// <summary>440 Address Family not Supported (RFC 8656).</summary>
    AddressFamilyNotSupported = 440,

    /// <summary>441 Wrong Credentials (RFC 8656).</summary>
    WrongCredentials = 441,

    /// <summary>442 Unsupported Transport Protocol (RFC 8656).</summary>
    UnsupportedTransportProtocol = 442,

    /// <summary>443 Peer Address Family Mismatch (RFC 8656).</summary>
    PeerAddressFamilyMismatch = 443,

    /// <summary>446 Connection Already Exists (RFC 6062).</summary>
    ConnectionAlreadyExists = 446,

    /// <summary>447 Connection Timeout or Failure (RFC 6062).</summary>
    ConnectionTimeoutOrFailure = 447,

    /// <summary>486 Allocation Quota Reached (RFC 8656).</summary>
    AllocationQuotaReached = 486,

    /// <summary>487 Role Conflict: both agents hold one role (RFC 8445).</summary>
    RoleConflict = 487,

    /// <summary>500 Server Error (RFC 8489).</summary>
    ServerError = 500,

    /// <summary>508 Insufficient Capacity (RFC 8656).</summary>
    InsufficientCapacity = 508,

    /// <summary>600 Global Failure (RFC 3489).</summary>
    GlobalFailure = 600,
}
