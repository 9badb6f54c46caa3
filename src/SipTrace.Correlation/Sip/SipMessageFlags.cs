namespace SipTrace.Correlation.Sip;

/// <summary>What is known of one SIP message beside its addresses.</summary>
[Flags]
public enum SipMessageFlags : byte
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>It repeats an earlier message of the same sender to the same receiver.</summary>
    Retransmission = 1,

    /// <summary>It is an earlier packet once more: seen at another capture point, or twice at one.</summary>
    Copy = 2,

    /// <summary>The capture holds only its beginning.</summary>
    Cut = 4,

    /// <summary>It carries an SDP body.</summary>
    HasSdp = 8,

    /// <summary>It came to the capture inside HEP.</summary>
    ViaHep = 16,

    /// <summary>It has no To tag: a request outside a dialog, or a response that makes none.</summary>
    NoToTag = 32,
}
