namespace SipTrace.Wire.Stun;

/// <summary>What a key says about the MESSAGE-INTEGRITY of a message.</summary>
public enum StunIntegrity
{
    /// <summary>The message has neither MESSAGE-INTEGRITY nor MESSAGE-INTEGRITY-SHA256.</summary>
    Absent,

    /// <summary>The HMAC is that of the key.</summary>
    Right,

    /// <summary>The HMAC is not that of the key, or has a length that no HMAC has.</summary>
    Wrong,

    /// <summary>The capture cut the message before its integrity, if it has one.</summary>
    Cut,
}
