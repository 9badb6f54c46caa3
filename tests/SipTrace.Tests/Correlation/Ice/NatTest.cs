using SipTrace.Correlation.Ice;

namespace SipTrace.Tests.Correlation.Ice;

/// <summary>What a NAT does, told from what STUN servers and peers see (RFC 4787, RFC 5780).</summary>
public class NatTest
{
    private const string Host = "192.168.1.10:4000", Mapped = "203.0.113.100:6000", Other = "203.0.113.100:6001";
    private const string Server = "198.51.100.20:3478", OtherPort = "198.51.100.20:3479", OtherAddress = "198.51.100.21:3478", Third = "198.51.100.21:3479";
    private const uint ChangeAddressAndPort = 6, ChangePort = 2;

    [Fact]
    public void One_mapping_for_all_servers_is_endpoint_independent()
    {
        var nat = Only(new IceScene().Ask(1, Host, Server, Mapped).Ask(2, Host, OtherAddress, Mapped));

        Assert.Equal((NatDependence.EndpointIndependent, NatDependence.Unknown, null), (nat.Mapping, nat.Filtering, nat.Classic));
        Assert.Equal(("192.168.1.10", "203.0.113.100", false), (nat.Host.AddressText(), nat.Public.AddressText(), nat.IsPortPreserved));
    }

    [Fact]
    public void Another_mapping_for_another_address_is_symmetric()
    {
        var nat = Only(new IceScene().Ask(1, Host, Server, Mapped).Ask(2, Host, OtherAddress, Other).Ask(3, Host, Third, Other));

        Assert.Equal((NatDependence.AddressDependent, "symmetric"), (nat.Mapping, nat.Classic));
    }

    [Fact]
    public void Another_mapping_for_another_port_depends_on_address_and_port()
    {
        var nat = Only(new IceScene().Ask(1, Host, Server, Mapped).Ask(2, Host, OtherPort, Other));

        Assert.Equal((NatDependence.AddressAndPortDependent, "symmetric"), (nat.Mapping, nat.Classic));
    }

    [Fact]
    public void One_server_alone_proves_nothing()
    {
        var nat = Only(new IceScene().Ask(1, Host, Server, Mapped));

        Assert.Equal((NatDependence.Unknown, NatDependence.Unknown, null), (nat.Mapping, nat.Filtering, nat.Classic));
        Assert.Null(nat.Hairpin);
        Assert.Null(nat.IdleTimeoutSeconds);
    }

    [Fact]
    public void An_answer_from_another_address_that_comes_in_is_a_full_cone()
    {
        var nat = Only(Steady().Ask(3, Host, Server, Mapped, ChangeAddressAndPort, answerFrom: "198.51.100.29:3479"));

        Assert.Equal((NatDependence.EndpointIndependent, "full cone"), (nat.Filtering, nat.Classic));
    }

    [Fact]
    public void An_answer_from_another_port_that_comes_in_and_none_from_another_address_is_restricted()
    {
        var nat = Only(Steady().Ask(3, Host, Server, "", ChangeAddressAndPort).Ask(4, Host, Server, Mapped, ChangePort, answerFrom: OtherPort));

        Assert.Equal((NatDependence.AddressDependent, "restricted"), (nat.Filtering, nat.Classic));
    }

    [Fact]
    public void No_answer_from_another_port_is_port_restricted()
    {
        var nat = Only(Steady().Ask(3, Host, Server, "", ChangeAddressAndPort).Ask(4, Host, Server, "", ChangePort));

        Assert.Equal((NatDependence.AddressAndPortDependent, "port-restricted"), (nat.Filtering, nat.Classic));
    }

    [Fact]
    public void A_check_that_gets_in_from_where_nothing_was_sent_to_is_a_full_cone()
    {
        const string peer = "203.0.113.200:7000";
        var nat = Only(Steady().Check(3, peer, Host, "hhhh:pppp").Check(3.5, Host, peer, "pppp:hhhh", mapped: Mapped));

        Assert.Equal("full cone", nat.Classic);
    }

    [Fact]
    public void A_check_that_only_its_repetition_gets_in_with_proves_nothing()
    {
        const string peer = "203.0.113.200:7000";
        // Seen outside: the first is lost at the NAT, the host's own check opens it, the third is answered.
        var nat = Only(Steady().Check(3, peer, Mapped, "hhhh:pppp", repeats: 2).Check(3.15, Mapped, peer, "pppp:hhhh"));

        Assert.Equal((NatDependence.Unknown, null), (nat.Filtering, nat.Classic));
    }

    [Fact]
    public void A_host_that_is_seen_as_it_is_has_no_NAT()
    {
        var nat = Only(new IceScene().Ask(1, Host, "192.168.1.1:3478", Host));

        Assert.Equal((NatDependence.None, null), (nat.Mapping, nat.Classic));
    }

    private static IceScene Steady() => new IceScene().Ask(1, Host, Server, Mapped).Ask(2, Host, OtherAddress, Mapped);

    private static NatBehaviour Only(IceScene scene) => Assert.Single(scene.Nats(), nat => nat.Host.AddressText() == "192.168.1.10");
}
