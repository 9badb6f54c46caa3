using System.Text;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Sdp;

internal sealed class ConnectionMalformed() : SdpRule("SDP006", "connection-malformed", Severity.Error, "RFC 8866 §5.7")
{
    public override string Why =>
        "c= is IN, IP4 or IP6, and an address of that family or a name. What else it holds (five octets, an interface after %, a "
        + "slash behind a "
        + "unicast address) nobody can send to.";

    public override string Bad => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        c=IN IP4 192.0.2.23.5
        t=0 0
        m=audio 11780 RTP/AVP 8 0
        """;

    public override string Good => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        c=IN IP4 media3.example.com
        t=0 0
        m=audio 11780 RTP/AVP 8 0
        """;

    public override void Check(SdpBody body, Report report)
    {
        Check(body, body.Document.Session, report);
        foreach (var media in body.Media) Check(body, media, report);
    }

    private static void Check(SdpBody body, SdpSection section, Report report)
    {
        if (section.OwnConnection is not { } first) return;
        foreach (ref readonly var line in section.Lines)
        {
            if (line.Type != 'c') continue;
            var isFirst = line.Number == first.Line.Number;
            var fault = FaultOf(isFirst ? first : SdpConnection.Parse(line))
                ?? (!isFirst && section == body.Document.Session ? "is a second one for the session" : null);
            if (fault is not null) report.Add(body.At(line), $"c={line.Text} {fault}");
        }
    }

    private static string? FaultOf(SdpConnection connection)
    {
        var address = connection.Address;
        if (connection.FieldCount != 3) return $"has {connection.FieldCount} fields, not 3";
        if (connection.NetworkType != "IN") return $"has {connection.NetworkType} where IN is needed";
        if (connection.AddressType is not ("IP4" or "IP6")) return $"has {connection.AddressType} where IP4 or IP6 is needed";
        if (address.Text.Contains('%') && Endpoint.TryParseAddress(Encoding.ASCII.GetBytes(address.Text.Split('%')[0]), 0, out _))
            return "names an interface";
        if (address is { IsLiteral: false, IsName: false }) return "is neither an address nor a name";
        if (address.IsLiteral
            && address.IsIPv6 != (connection.AddressType == "IP6")) return $"says {connection.AddressType} and is not of it";
        return connection.Suffix.Length > 0 && address.IsLiteral && !address.Endpoint.IsMulticast()
            ? "has a slash behind a unicast address" : null;
    }
}
