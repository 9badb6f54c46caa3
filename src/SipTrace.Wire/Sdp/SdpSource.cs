using System.Globalization;

namespace SipTrace.Wire.Sdp;

/// <summary>An a=ssrc line: an attribute of one source of RTP (RFC 5576 §4.1).</summary>
/// <param name="Line">The line.</param>
/// <param name="Ssrc">The source.</param>
/// <param name="Attribute">The name of the attribute: cname, msid, ...; empty where only the source is named.</param>
/// <param name="Value">Its value; empty where it has none.</param>
public sealed record SdpSource(SdpLine Line, uint Ssrc, string Attribute, string Value)
{
    internal static bool TryParse(SdpLine line, out SdpSource source)
    {
        source = default!;
        var words = line.AttributeText.Split(' ', 2);
        if (!uint.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ssrc)) return false;
        var attribute = words.Length > 1 ? words[1].Split(':', 2) : [""];
        source = new SdpSource(line, ssrc, attribute[0], attribute.Length > 1 ? attribute[1] : "");
        return true;
    }
}
