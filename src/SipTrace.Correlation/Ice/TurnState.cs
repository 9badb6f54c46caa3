namespace SipTrace.Correlation.Ice;

/// <summary>Where a TURN allocation stands.</summary>
public enum TurnState
{
    /// <summary><c>requested</c>: asked for, no answer seen, or only the challenge that asks for credentials.</summary>
    Requested,

    /// <summary><c>active</c>: granted, and neither ended nor expired as far as the capture goes.</summary>
    Active,

    /// <summary><c>refused</c>: the last request for it got an error.</summary>
    Refused,

    /// <summary><c>released</c>: its client ended it with a lifetime of 0.</summary>
    Released,

    /// <summary><c>expired</c>: its lifetime passed without a refresh.</summary>
    Expired,

    /// <summary><c>implied</c>: only what it relays was seen.</summary>
    Implied,
}
