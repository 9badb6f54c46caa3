namespace SipTrace.Wire.Sdp;

/// <summary>One SDP body (RFC 8866).</summary>
public sealed class SdpDocument
{
    /// <summary>How many a=candidate lines a body has.</summary>
    public static int CountCandidates(ReadOnlySpan<byte> sdp) => 0;

    /// <summary>Reads a body.</summary>
    public static SdpDocument Parse(ReadOnlySpan<byte> sdp) => new();
}
