using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Nat;

/// <summary>What the bodies of an exchange tell of the networks of both sides.</summary>
internal static class NatSides
{
    /// <summary>The private addresses that a body names for media, with port 0: in c=, and of host candidates.</summary>
    public static List<Endpoint> PrivateHosts(SdpBody body)
    {
        var hosts = new List<Endpoint>();
        foreach (var media in body.Media)
        {
            if (!media.IsLive) continue;
            if (media.Connection is { Address: { IsPrivate: true } address }) Add(address.Endpoint.WithPort(0));
            foreach (var candidate in media.Candidates)
            {
                if (candidate.Type == CandidateType.Host && candidate.Address.IsPrivate) Add(candidate.Endpoint.WithPort(0));
            }
        }
        return hosts;

        void Add(Endpoint host)
        {
            if (!hosts.Contains(host)) hosts.Add(host);
        }
    }

    /// <summary>A call of two phones with private and reflexive candidates.</summary>
    public static string Call(string alice, string aliceOutside, string bob, string bobOutside) =>
        new Example(alice: $"{alice}:5060", bob: "203.0.113.10:5060")
        .Invite(Sdp(alice, aliceOutside, 54602, "b2f90c")).Ok(Sdp(bob, bobOutside, 12000, "yT46")).Ack().Bye().ToString();

    private static string Sdp(string host, string outside, int port, string ufrag) =>
        Example.Sdp(host, $"m=audio {port} RTP/AVP 8", $"a=ice-ufrag:{ufrag}",
        $"a=ice-pwd:c9a3e71d05b84f62a1d7c{port}", "a=rtcp-mux", $"a=candidate:1 1 UDP 2130706431 {host} {port} typ host",
        $"a=candidate:2 1 UDP 1694498815 {outside} {port} typ srflx raddr {host} rport {port}");
}
