using System.Globalization;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Sdp;

internal sealed class OriginMalformed() : SdpRule("SDP004", "origin-malformed", Severity.Warning, "RFC 8866 §5.2; RFC 3264 §5")
{
    private const int FieldCount = 6;

    public override string Why =>
        "o= has six fields: user name, session id, version, IN, IP4 or IP6, address. Id and version are numbers of 63 bits, and "
        + "the version tells a "
        + "new description from a repeated one. Any address is right, for nothing is sent there.";

    public override string Bad => """
        v=0
        o=Front Desk 20017 1 IN IP4 192.0.2.23
        s=call
        c=IN IP4 192.0.2.23
        t=0 0
        m=audio 11780 RTP/AVP 8 0
        """;

    public override string Good => """
        v=0
        o=front.desk 9223372036854775806 0 IN IP4 0.0.0.0
        s=call
        c=IN IP4 192.0.2.23
        t=0 0
        m=audio 11780 RTP/AVP 8 0
        """;

    public override void Check(SdpBody body, Report report)
    {
        if (body.Document.Origin is { } origin && FaultOf(origin) is { } fault) report.Add(body.At(origin.Line), $"o= {fault}");
    }

    private static string? FaultOf(SdpOrigin origin)
    {
        if (origin.FieldCount != FieldCount) return $"has {origin.FieldCount} fields, not {FieldCount}";
        if (!IsNumber(origin.SessionId)) return $"session id {origin.SessionId} is no number of 63 bits";
        if (!IsNumber(origin.SessionVersion)) return $"version {origin.SessionVersion} is no number of 63 bits";
        if (origin.NetworkType != "IN") return $"has {origin.NetworkType} where IN is needed";
        if (origin.AddressType is not ("IP4" or "IP6")) return $"has {origin.AddressType} where IP4 or IP6 is needed";
        return origin.Address.IsLiteral && origin.Address.IsIPv6 != (origin.AddressType == "IP6")
            ? $"says {origin.AddressType}, and {origin.Address} is not of it"
            : null;
    }

    private static bool IsNumber(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
