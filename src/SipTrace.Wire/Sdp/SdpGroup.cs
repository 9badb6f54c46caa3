namespace SipTrace.Wire.Sdp;

/// <summary>An a=group line: m= lines that belong together (RFC 5888 §5).</summary>
/// <param name="Line">The line.</param>
/// <param name="Semantics">BUNDLE (RFC 9143), LS, FID, ...</param>
/// <param name="Mids">The tags of its m= lines.</param>
public sealed record SdpGroup(SdpLine Line, string Semantics, IReadOnlyList<string> Mids)
{
    /// <summary>Whether the m= lines of the group share one transport.</summary>
    public bool IsBundle => Semantics == "BUNDLE";

    internal static bool TryParse(SdpLine line, out SdpGroup group)
    {
        group = default!;
        var words = line.Words();
        if (words.Length == 0) return false;
        group = new SdpGroup(line, words[0], words[1..]);
        return true;
    }
}
