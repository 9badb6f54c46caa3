namespace SipTrace.Wire.Sdp;

/// <summary>One triple of a=remote-candidates: the peer's end of a selected pair, as the controlling agent tells it (RFC 8839
/// §5.2).</summary>
/// <param name="Line">The line.</param>
/// <param name="Component">1 RTP, 2 RTCP.</param>
/// <param name="Address">The address.</param>
/// <param name="Port">The port.</param>
public sealed record SdpRemoteCandidate(SdpLine Line, int Component, SdpAddress Address, int Port)
{
    /// <summary>Reads the triples of one line up to the first that is none.</summary>
    internal static void Read(SdpLine line, List<SdpRemoteCandidate> triples)
    {
        var words = line.ReadWords();
        while (SdpNumber.TryParse(words.Next(), 256, out var component) && words.Next() is { IsEmpty: false } address
            && SdpNumber.TryParse(words.Next(), ushort.MaxValue, out var port))
            triples.Add(new SdpRemoteCandidate(line, component, new SdpAddress(address), port));
    }
}
