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
        var ofSession = 0;
        foreach (var line in body.Document.Lines)
        {
            if (line.Type != 'c') continue;
            var isSecond = (body.Media.Count == 0 || line.Number < body.Media[0].Line.Number) && ++ofSession > 1;
            var fault = FaultOf(SdpConnection.Parse(line)) ?? (isSecond ? "is a second one for the session" : null);
            if (fault is not null) report.Add(body.At(line), $"c={line.Text} {fault}");
        }
    }

    private static string? FaultOf(SdpConnection connection)
    {
        var address = connection.Address;
        if (connection.FieldCount != 3) return $"has {connection.FieldCount} fields, not 3";
        if (connection.NetworkType != "IN") return $"has {connection.NetworkType} where IN is needed";
        if (connection.AddressType is not ("IP4" or "IP6")) return $"has {connection.AddressType} where IP4 or IP6 is needed";
        if (Endpoint.TryParseAddress(Encoding.ASCII.GetBytes(address.Text.Split('%')[0]), 0, out _) && address.Text.Contains('%'))
            return "names an interface";
        if (address is { IsLiteral: false, IsName: false }) return "is neither an address nor a name";
        if (address.IsLiteral
            && address.IsIPv6 != (connection.AddressType == "IP6")) return $"says {connection.AddressType} and is not of it";
        return connection.Suffix.Length > 0 && address.IsLiteral && !address.Endpoint.IsMulticast()
            ? "has a slash behind a unicast address" : null;
    }
}
