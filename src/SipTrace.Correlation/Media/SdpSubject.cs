namespace SipTrace.Correlation.Media;

/// <summary>What an <see cref="SdpChange"/> is about.</summary>
public enum SdpSubject : byte
{
    /// <summary><c>media</c>: a whole m= line, or its media type.</summary>
    Media,

    /// <summary><c>port</c>: where RTP goes; 0 rejects the stream.</summary>
    Port,

    /// <summary><c>connection</c>: the address of the c= in force.</summary>
    Connection,

    /// <summary><c>protocol</c>: RTP/AVP, UDP/TLS/RTP/SAVPF, ...</summary>
    Protocol,

    /// <summary><c>codec</c>: an encoding by name, clock and channels, its number and its parameters.</summary>
    Codec,

    /// <summary><c>codec_order</c>: which of the codecs that stayed is preferred.</summary>
    CodecOrder,

    /// <summary><c>direction</c>: sendrecv, sendonly, recvonly, inactive.</summary>
    Direction,

    /// <summary><c>candidate</c>: an ICE candidate by component, transport, address and port.</summary>
    Candidate,

    /// <summary><c>credentials</c>: ice-ufrag or ice-pwd; both anew restart ICE.</summary>
    Credentials,

    /// <summary><c>origin</c>: the o= line.</summary>
    Origin,

    /// <summary><c>attribute</c>: any other a= line.</summary>
    Attribute,

    /// <summary><c>line</c>: any other line: s=, b=, t=, ...</summary>
    Line,
}
