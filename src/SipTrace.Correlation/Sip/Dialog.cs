namespace SipTrace.Correlation.Sip;

/// <summary>One early or confirmed dialog of a call; a forked INVITE makes several (RFC 3261 §12).</summary>
public sealed class Dialog
{
    /// <summary>Tag of the side that sent the request which made it.</summary>
    public required string LocalTag { get; init; }

    /// <summary>Tag of the side that answered.</summary>
    public required string RemoteTag { get; init; }

    /// <summary>Where it stands.</summary>
    public DialogState State { get; internal set; }
}
