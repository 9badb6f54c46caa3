using System.Text;

namespace SipTrace.Wire.Sdp;

/// <summary>The attributes of T.38 fax (ITU-T T.38 Annex D); null or empty for what is not said. Names are read in any case.</summary>
/// <param name="Version">a=T38FaxVersion</param>
/// <param name="MaxBitRate">a=T38MaxBitRate, bit/s.</param>
/// <param name="RateManagement">a=T38FaxRateManagement: transferredTCF or localTCF.</param>
/// <param name="MaxBuffer">a=T38FaxMaxBuffer, octets.</param>
/// <param name="MaxDatagram">a=T38FaxMaxDatagram, octets.</param>
/// <param name="ErrorCorrection">a=T38FaxUdpEC: t38UDPRedundancy, t38UDPFEC, t38UDPNoEC.</param>
public sealed record SdpFax(
    int? Version, int? MaxBitRate, string RateManagement, int? MaxBuffer, int? MaxDatagram, string ErrorCorrection)
{
    internal static SdpFax Read(SdpSection section)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in section.Lines)
        {
            var name = line.AttributeName;
            if (name is [(byte)'T' or (byte)'t', (byte)'3', (byte)'8', ..])
            {
                values.TryAdd(Encoding.UTF8.GetString(name), line.AttributeText);
            }
        }
        return new SdpFax(
            Number("T38FaxVersion"), Number("T38MaxBitRate"), Text("T38FaxRateManagement"),
            Number("T38FaxMaxBuffer"), Number("T38FaxMaxDatagram"), Text("T38FaxUdpEC"));

        string Text(string name) => values.GetValueOrDefault(name, "");
        int? Number(string name) => SdpNumber.TryParse(Text(name), int.MaxValue, out var number) ? number : null;
    }
}
