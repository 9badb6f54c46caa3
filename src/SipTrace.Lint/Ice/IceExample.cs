namespace SipTrace.Lint.Ice;

/// <summary>Bodies and packets for the examples of rules about ICE: Alice at 192.0.2.23 calls Bob at 203.0.113.5.</summary>
internal static class IceExample
{
    /// <summary>Alice's line of RTP, and Bob's.</summary>
    public const string AliceRtp = "m=audio 11780 RTP/AVP 8 0", BobRtp = "m=audio 14872 RTP/AVP 8";

    /// <summary>Alice's host candidate, and Bob's.</summary>
    public const string AliceHost = "a=candidate:1 1 UDP 2130706431 192.0.2.23 11780 typ host",
        BobHost = "a=candidate:1 1 UDP 2130706431 203.0.113.5 14872 typ host";

    /// <summary>What Alice offers: one candidate, RTCP multiplexed.</summary>
    public static string Offer { get; } = Alice(AliceRtp, "a=rtcp-mux", AliceHost);

    /// <summary>What Bob answers.</summary>
    public static string Answer { get; } = Bob(BobRtp, "a=rtcp-mux", BobHost);

    /// <summary>A body of Alice with her credentials.</summary>
    public static string Alice(params string[] lines) =>
        Example.Sdp("192.0.2.23", ["a=ice-ufrag:b2f9", "a=ice-pwd:c9a3e71d05b84f62a1d7c390", .. lines]);

    /// <summary>A body of Bob with his credentials.</summary>
    public static string Bob(params string[] lines) =>
        Example.Sdp("203.0.113.5", ["a=ice-ufrag:yT46", "a=ice-pwd:0f3e9d77c1b2a45580aa91", .. lines]);

    /// <summary>The body as its author sends it the next time, with something replaced.</summary>
    public static string Next(string body, string old = "s=call", string replacement = "s=call") =>
        body.Replace("20017 1 IN", "20017 2 IN", StringComparison.Ordinal).Replace(old, replacement, StringComparison.Ordinal);

    /// <summary>A call that has been answered.</summary>
    public static Example Begin(string? offer = null, string? answer = null) =>
        new Example().Invite(offer ?? Offer).Ok(answer ?? Answer).Ack();

    /// <summary>A call with one exchange and, at its beginning, packets.</summary>
    public static string Call(double seconds, params string[] packets) => With(Begin(), packets).At(seconds).Bye().ToString();

    /// <summary>The same with packets at this point.</summary>
    public static Example With(this Example example, params string[] packets)
    {
        foreach (var packet in packets) example.Packet(packet);
        return example;
    }

    /// <summary>A check of Alice; what else is said replaces nothing.</summary>
    public static string AliceAsks(string at, int tid, string more = "", string role = "controlling", string user = "yT46:b2f9") =>
        $"{at} 192.0.2.23:11780 > 203.0.113.5:14872 STUN req tid={tid} user={user} prio=1862270975 {role}=0x8c1e5a7733d20f41 {more}"
            .TrimEnd();

    /// <summary>A check of Bob.</summary>
    public static string BobAsks(string at, int tid, string more = "", string role = "controlled", string user = "b2f9:yT46") =>
        $"{at} 203.0.113.5:14872 > 192.0.2.23:11780 STUN req tid={tid} user={user} prio=1862270975 {role}=0x15e02bb47ad96c03 {more}"
            .TrimEnd();

    /// <summary>An answer to a check of Alice.</summary>
    public static string BobSays(string at, int tid, string what = "ok", string more = "mapped=192.0.2.23:11780",
        string from = "203.0.113.5:14872") =>
        $"{at} {from} > 192.0.2.23:11780 STUN {what} tid={tid} {more}".TrimEnd();

    /// <summary>An answer to a check of Bob.</summary>
    public static string AliceSays(string at, int tid, string what = "ok", string more = "mapped=203.0.113.5:14872") =>
        $"{at} 192.0.2.23:11780 > 203.0.113.5:14872 STUN {what} tid={tid} {more}".TrimEnd();

    /// <summary>RTP both ways over the candidates.</summary>
    public static string[] Media(string at, int packets) =>
    [
        $"{at} 192.0.2.23:11780 > 203.0.113.5:14872 RTP pt=8 ssrc=0xa11ce n={packets}",
        $"{at} 203.0.113.5:14872 > 192.0.2.23:11780 RTP pt=8 ssrc=0xb0b n={packets}",
    ];

    /// <summary>Checks both ways that succeed, from half a second on, and Alice's nomination.</summary>
    public static string[] Checks { get; } =
    [
        AliceAsks("0.500", 1), BobAsks("0.510", 2), BobSays("0.530", 1), AliceSays("0.540", 2),
        AliceAsks("0.600", 3, "use"), BobSays("0.630", 3),
    ];
}
