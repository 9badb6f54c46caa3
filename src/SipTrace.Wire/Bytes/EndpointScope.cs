namespace SipTrace.Wire.Bytes;

/// <summary>How far an address reaches. The documentation ranges (RFC 5737, 3849) count as public: tests and labs use them so.</summary>
public static class EndpointScope
{
    /// <summary>Whether the address is 0.0.0.0 or ::.</summary>
    public static bool IsZero(this Endpoint endpoint) =>
        endpoint.IsIPv4 ? V4(endpoint) == 0 : (endpoint.AddressHigh | endpoint.AddressLow) == 0;

    /// <summary>Whether the address is in 127/8 or is ::1.</summary>
    public static bool IsLoopback(this Endpoint endpoint) =>
        endpoint.IsIPv4 ? V4(endpoint) >> 24 == 127 : endpoint is { AddressHigh: 0, AddressLow: 1 };

    /// <summary>Whether the address is a group: 224/4, 255.255.255.255, ff00::/8.</summary>
    public static bool IsMulticast(this Endpoint endpoint) =>
        endpoint.IsIPv4 ? V4(endpoint) >> 28 == 14 || V4(endpoint) == uint.MaxValue : endpoint.AddressHigh >> 56 == 0xff;

    /// <summary>Whether the address is link-local: 169.254/16, fe80::/10.</summary>
    public static bool IsLinkLocal(this Endpoint endpoint) =>
        endpoint.IsIPv4 ? V4(endpoint) >> 16 == 0xa9fe : endpoint.AddressHigh >> 54 == 0xfe80 >> 6;

    /// <summary>Whether the address is not routed on the Internet: 10/8, 172.16/12, 192.168/16, 100.64/10, fc00::/7, or
    /// link-local.</summary>
    public static bool IsPrivate(this Endpoint endpoint)
    {
        if (endpoint.IsLinkLocal()) return true;
        if (!endpoint.IsIPv4) return endpoint.AddressHigh >> 57 == 0xfc >> 1;
        var address = V4(endpoint);
        return address >> 24 == 10 || address >> 20 == 0xac1 || address >> 16 == 0xc0a8 || address >> 22 == 0x6440 >> 6;
    }

    /// <summary>Whether the address is unicast and neither private, loopback nor zero.</summary>
    public static bool IsPublic(this Endpoint endpoint) =>
        !endpoint.IsPrivate() && !endpoint.IsLoopback() && !endpoint.IsMulticast() && !endpoint.IsZero();

    private static uint V4(Endpoint endpoint) => (uint)endpoint.AddressLow;
}
