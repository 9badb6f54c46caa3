using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Ice;

/// <summary>What the NAT in front of a host does (RFC 4787), as far as the capture proves it.</summary>
public sealed class NatBehaviour
{
    /// <summary>The host's own address; the port means nothing.</summary>
    public required Endpoint Host { get; init; }

    /// <summary>The address it is seen at from outside; its own where there is no NAT.</summary>
    public required Endpoint Public { get; init; }

    /// <summary>Whether one socket has one mapping for all destinations.</summary>
    public NatDependence Mapping { get; internal set; }

    /// <summary>Which packets get in through a mapping.</summary>
    public NatDependence Filtering { get; internal set; }

    /// <summary>Whether hosts behind it reach each other by their outside addresses; null where nobody tried.</summary>
    public bool? Hairpin { get; internal set; }

    /// <summary>Whether mappings keep the socket's port; null where none was seen.</summary>
    public bool? IsPortPreserved { get; internal set; }

    /// <summary>Seconds of silence after which a mapping was found gone: it lives no longer; null where none was.</summary>
    public double? IdleTimeoutSeconds { get; internal set; }

    /// <summary>The words of RFC 3489: <c>full cone</c>, <c>restricted</c>, <c>port-restricted</c>, <c>symmetric</c>; null where they cannot be told.</summary>
    public string? Classic => (Mapping, Filtering) switch
    {
        (NatDependence.AddressDependent or NatDependence.AddressAndPortDependent, _) => "symmetric",
        (NatDependence.EndpointIndependent, NatDependence.EndpointIndependent) => "full cone",
        (NatDependence.EndpointIndependent, NatDependence.AddressDependent) => "restricted",
        (NatDependence.EndpointIndependent, NatDependence.AddressAndPortDependent) => "port-restricted",
        _ => null,
    };

    /// <summary>What proves it, a sentence for each.</summary>
    public List<string> Evidence { get; } = [];
}
