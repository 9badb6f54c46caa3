namespace SipTrace.Wire.Sdp;

/// <summary>An a=extmap line: which id stands for which header extension of RTP (RFC 8285 §5).</summary>
/// <param name="Line">The line.</param>
/// <param name="Id">1 to 14 for one-byte headers, to 255 for two-byte ones; 4096 and above in offers only.</param>
/// <param name="Direction">What follows the slash; empty where there is none.</param>
/// <param name="Uri">The name of the extension.</param>
public sealed record SdpExtensionMap(SdpLine Line, int Id, string Direction, string Uri)
{
    internal static bool TryParse(SdpLine line, out SdpExtensionMap map)
    {
        map = default!;
        var words = line.Words();
        if (words.Length < 2) return false;
        var id = words[0].Split('/', 2);
        if (!SdpNumber.TryParse(id[0], ushort.MaxValue, out var number)) return false;
        map = new SdpExtensionMap(line, number, id.Length > 1 ? id[1] : "", words[1]);
        return true;
    }
}
