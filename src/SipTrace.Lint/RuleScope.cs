namespace SipTrace.Lint;

/// <summary>What a rule looks at.</summary>
public enum RuleScope
{
    /// <summary><c>body</c>: one SDP body.</summary>
    Body,

    /// <summary><c>message</c>: one SIP message and the addresses it travelled between.</summary>
    Message,

    /// <summary><c>exchange</c>: one offer and its answer.</summary>
    Exchange,

    /// <summary><c>dialog</c>: all messages and exchanges of a call.</summary>
    Dialog,

    /// <summary><c>dialog+stun</c>: the same with STUN, TURN and DTLS.</summary>
    DialogStun,

    /// <summary><c>dialog+rtp</c>: the same with RTP, RTCP, ICMP and UDPTL.</summary>
    DialogRtp,

    /// <summary><c>hop</c>: the same logical message on two legs.</summary>
    Hop,
}
