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
        var words = line.ReadWords();
        if (words.CountAll() is not (1 or 4) || !SdpNumber.TryParse(words.Next(), ushort.MaxValue, out var port)) return false;
        SdpAddress? address = null;
        if (words.CountAll() == 4)
        {
            if (words.NextText() != "IN" || words.NextText() is not ("IP4" or "IP6")) return false;
            address = new SdpAddress(words.Next());
        }
        rtcp = new SdpRtcp(line, port, address);
        return true;
    }
}
