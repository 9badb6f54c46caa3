namespace SipTrace.Lint.Nat;

/// <summary>Calls of a phone behind a NAT, as its PBX sees them.</summary>
internal static class NatExample
{
    private const string Outside = "198.51.100.59:3072", Inside = "192.168.0.4";

    /// <summary>A call whose INVITE is sent through a NAT that looks into nothing.</summary>
    public static string Call(string offer, string headers = "") => Behind(new Example(alice: Outside).Invite(offer, headers: headers)
        .Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8")).Ack().Bye());

    /// <summary>The same with Alice's own address in her Via.</summary>
    public static string Behind(Example example) => example.ToString().Replace($"Via: SIP/2.0/UDP {Outside};",
        $"Via: SIP/2.0/UDP {Inside}:5060;", StringComparison.Ordinal);

    /// <summary>A registration through the NAT.</summary>
    public static Example Register() => new Example(alice: Outside).Request("REGISTER",
        headers: "Contact: <sip:218@198.51.100.59:3072>\nExpires: 3600\n");
}
