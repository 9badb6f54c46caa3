using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

internal sealed class CandidateAddressUnusable()
    : SdpRule("ICE014", "candidate-address-unusable", Severity.Warning, "RFC 8445 §5.1.1.1; RFC 8839 §5.1")
{
    public override string Why =>
        "A candidate is an address that somebody else may reach. Loopback, unspecified, multicast and deprecated addresses, ports 0 "
        + "and 9, and names other than those of multicast DNS make checks that cannot succeed, or reach the wrong host.";

    public override string Bad => Good.Replace("192.0.2.24", "127.0.0.1", StringComparison.Ordinal);

    public override string Good => IceExample.Alice(IceExample.AliceRtp, "a=rtcp-mux", IceExample.AliceHost,
        "a=candidate:2 1 UDP 2130706175 192.0.2.24 11780 typ host");

    public override void Check(SdpBody body, Report report)
    {
        foreach (var candidate in body.Candidates)
        {
            if (ProblemOf(candidate, body.IsOnLoopback) is { } problem)
                report.Add(body.At(candidate.Line), $"candidate {candidate.Address.Text} {problem}");
        }
    }

    private static string? ProblemOf(SdpCandidate candidate, bool isOnLoopback)
    {
        var address = candidate.Endpoint;
        if (candidate.Address.IsName) return candidate.Address.IsMdns ? null : "is a name: peers ignore it, unless it ends in .local";
        if (address.IsZero()) return "is no address";
        if (address.IsLoopback()) return isOnLoopback ? null : "is a loopback address";
        if (address.IsMulticast()) return "is a multicast or broadcast address";
        if (candidate.Address.IsIPv6 && IsDeprecated(address)) return "is of a deprecated range";
        if (candidate.Port == 0) return "has port 0";
        return candidate is { Port: 9, IsTcp: false } ? "has port 9: nobody listens there" : null;
    }

    // fec0::/10, ::/96 and ::ffff:0/96.
    private static bool IsDeprecated(Endpoint address) =>
        address.AddressHigh >> 54 == 0xfec0 >> 6 || (address.AddressHigh == 0 && address.AddressLow >> 32 is 0 or 0xffff);
}
