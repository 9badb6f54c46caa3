namespace SipTrace.Wire.Sdp;

/// <summary>An a=rtcp line: where RTCP goes if not to the next port (RFC 3605 §2.1).</summary>
/// <param name="Line">The line.</param>
/// <param name="Port">The port.</param>
/// <param name="Address">The address; null where it is that of c=.</param>
public sealed record SdpRtcp(SdpLine Line, int Port, SdpAddress? Address)
{
    internal static bool TryParse(SdpLine line, out SdpRtcp rtcp)
    {
        rtcp = default!;
        var words = line.Words();
        if (words.Length is not (1 or 4) || !SdpNumber.TryParse(words[0], ushort.MaxValue, out var port)) return false;
        if (words.Length == 4 && (words[1] != "IN" || words[2] is not ("IP4" or "IP6"))) return false;
        rtcp = new SdpRtcp(line, port, words.Length == 4 ? new SdpAddress(words[3]) : null);
        return true;
    }
}
