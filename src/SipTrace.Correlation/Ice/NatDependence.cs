namespace SipTrace.Correlation.Ice;

/// <summary>What a NAT's mapping, or filtering, depends on (RFC 4787 §4.1, §5).</summary>
public enum NatDependence
{
    /// <summary><c>unknown</c>: nothing in the capture proves it.</summary>
    Unknown,

    /// <summary><c>none</c>: there is no NAT on the paths that were seen.</summary>
    None,

    /// <summary><c>endpoint-independent</c>: nothing; for filtering: whoever sends to a mapping gets through.</summary>
    EndpointIndependent,

    /// <summary><c>address-dependent</c>: the remote address.</summary>
    AddressDependent,

    /// <summary><c>address-and-port-dependent</c>: the remote address and port.</summary>
    AddressAndPortDependent,
}
