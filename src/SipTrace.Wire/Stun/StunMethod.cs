namespace SipTrace.Wire.Stun;

/// <summary>What a STUN message is about (RFC 8489 §18.2): 12 bits, spread round the class bits of the message type.</summary>
public enum StunMethod : ushort
{
    /// <summary>Binding, also the ICE connectivity check: 0x001 (RFC 8489).</summary>
    Binding = 0x001,

    /// <summary>Shared Secret, reserved today: 0x002 (RFC 3489).</summary>
    SharedSecret = 0x002,

    /// <summary>Allocate, a TURN relayed address: 0x003 (RFC 8656).</summary>
    Allocate = 0x003,

    /// <summary>Refresh of an allocation, or its end: 0x004 (RFC 8656).</summary>
    Refresh = 0x004,

    /// <summary>Send, from the TURN client to a peer, an indication: 0x006 (RFC 8656).</summary>
    Send = 0x006,

    /// <summary>Data, from a peer to the TURN client, an indication: 0x007 (RFC 8656).</summary>
    Data = 0x007,

    /// <summary>CreatePermission for peers of an allocation: 0x008 (RFC 8656).</summary>
    CreatePermission = 0x008,

    /// <summary>ChannelBind, a number for a peer: 0x009 (RFC 8656).</summary>
    ChannelBind = 0x009,

    /// <summary>Connect, TURN over TCP to a peer: 0x00A (RFC 6062).</summary>
    Connect = 0x00a,

    /// <summary>ConnectionBind, a data connection for a peer: 0x00B (RFC 6062).</summary>
    ConnectionBind = 0x00b,

    /// <summary>ConnectionAttempt of a peer, an indication: 0x00C (RFC 6062).</summary>
    ConnectionAttempt = 0x00c,

    /// <summary>A shortened consent check of libwebrtc, in no RFC: 0x080.</summary>
    GoogPing = 0x080,
}
