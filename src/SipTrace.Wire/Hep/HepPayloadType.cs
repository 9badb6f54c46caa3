namespace SipTrace.Wire.Hep;

/// <summary>What a HEP packet carries: the protocol types that matter here. Other values occur and are kept as they are.</summary>
public enum HepPayloadType : byte
{
    /// <summary>Not said, as in versions 1 and 2.</summary>
    None = 0,

    /// <summary>SIP.</summary>
    Sip = 0x01,

    /// <summary>SDP alone.</summary>
    Sdp = 0x03,

    /// <summary>RTP.</summary>
    Rtp = 0x04,

    /// <summary>RTCP reports as JSON; some agents send RTCP itself.</summary>
    Rtcp = 0x05,

    /// <summary>The quality of a stream as JSON.</summary>
    Quality = 0x22,

    /// <summary>A line of somebody's log.</summary>
    Log = 0x64,
}
