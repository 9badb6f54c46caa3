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
    internal static IEnumerable<SdpRemoteCandidate> Parse(SdpLine line)
    {
        var words = line.Words();
        for (var i = 0; i + 2 < words.Length; i += 3)
        {
            if (!SdpNumber.TryParse(words[i], 256, out var component)) yield break;
            if (!SdpNumber.TryParse(words[i + 2], ushort.MaxValue, out var port)) yield break;
            yield return new SdpRemoteCandidate(line, component, new SdpAddress(words[i + 1]), port);
        }
    }
}
