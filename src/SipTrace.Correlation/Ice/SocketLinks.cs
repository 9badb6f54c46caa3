using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Ice;

/// <summary>
/// Which addresses are one socket of an agent: those that a candidate links (a reflexive address and its related address), or a STUN answer
/// (where the request came from and its mapped address). Chains count, so both sides of a NAT compare alike. A relay is a socket of its own.
/// </summary>
public sealed class SocketLinks
{
    private readonly Dictionary<Endpoint, Endpoint> parents = [];

    /// <summary>Whether any two addresses were linked.</summary>
    internal bool HasAny => parents.Count > 0;

    /// <summary>Says that two addresses are one socket.</summary>
    public void Link(Endpoint one, Endpoint other)
    {
        if (one.IsNone || other.IsNone || one.Port == 0 || other.Port == 0) return;
        var (a, b) = (RootOf(one), RootOf(other));
        if (a != b) parents[a] = b;
    }

    /// <summary>Whether two addresses are known to be the same socket.</summary>
    public bool AreSame(Endpoint one, Endpoint other) => one == other || (parents.Count > 0 && RootOf(one) == RootOf(other));

    /// <summary>The one address that stands for all of a socket.</summary>
    internal Endpoint RootOf(Endpoint endpoint)
    {
        while (parents.TryGetValue(endpoint, out var parent))
        {
            // Halve the path on the way, so that long chains stay short.
            if (parents.TryGetValue(parent, out var above)) parents[endpoint] = above;
            endpoint = parent;
        }
        return endpoint;
    }
}
