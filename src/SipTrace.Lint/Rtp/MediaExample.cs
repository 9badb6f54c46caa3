namespace SipTrace.Lint.Rtp;

/// <summary>Calls with media between Alice at 192.0.2.23:11780 and Bob at 203.0.113.5:14872.</summary>
internal static class MediaExample
{
    public const string Alice = "192.0.2.23:11780", Bob = "203.0.113.5:14872";

    /// <summary>The answered call, up to the ACK.</summary>
    public static Example Talk(string formats = "8 101") => new Example()
        .Invite(Example.Sdp("192.0.2.23", $"m=audio 11780 RTP/AVP {formats}", "a=rtpmap:101 telephone-event/8000"))
        .Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8 101", "a=rtpmap:101 telephone-event/8000")).Ack();

    /// <summary>The call with media as told, ended after some seconds.</summary>
    public static string Call(double end, params string[] media)
    {
        var call = Talk();
        foreach (var line in media) call.Packet(line);
        return call.At(end).Bye().ToString();
    }

    /// <summary>A call with ICE on both sides, whose pair is checked and nominated a second after its beginning.</summary>
    public static Example Ice(string moreCandidates = "") => new Example()
        .Invite(Sdp("192.0.2.23", 11780, "b2f90c") + moreCandidates).Ok(Sdp("203.0.113.5", 14872, "yT46")).Ack()
        .Packet($"1.000 {Alice} > {Bob} STUN req tid=1 user=yT46:b2f90c prio=1862270975 controlling=0x1 use")
        .Packet($"1.010 {Bob} > {Alice} STUN ok tid=1 mapped={Alice}")
        .Packet($"1.020 {Bob} > {Alice} STUN req tid=2 user=b2f90c:yT46 prio=1862270975 controlled=0x2")
        .Packet($"1.030 {Alice} > {Bob} STUN ok tid=2 mapped={Bob}");

    /// <summary>RTP of PCMA that Alice sends.</summary>
    public static string FromAlice(double start, int packets, string words = "pt=8", string to = Bob, string from = Alice) =>
        FormattableString.Invariant($"{start:0.000} {from} > {to} RTP {words} ssrc=0x51a3 n={packets}");

    /// <summary>RTP of PCMA that Bob sends.</summary>
    public static string FromBob(double start, int packets, string words = "pt=8", string to = Alice, string from = Bob) =>
        FormattableString.Invariant($"{start:0.000} {from} > {to} RTP {words} ssrc=0x77f0 n={packets}");

    private static string Sdp(string host, int port, string ufrag) => Example.Sdp(host, $"m=audio {port} RTP/AVP 8", $"a=ice-ufrag:{ufrag}",
        $"a=ice-pwd:c9a3e71d05b84f62a1d7c{port}", "a=rtcp-mux", $"a=candidate:1 1 UDP 2130706431 {host} {port} typ host");
}
