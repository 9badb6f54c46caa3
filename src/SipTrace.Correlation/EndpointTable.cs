using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation;

/// <summary>Every SIP endpoint seen, once, so that a message costs four octets for each of its two.</summary>
public sealed class EndpointTable
{
    private readonly List<Endpoint> endpoints = [];
    private readonly Dictionary<Endpoint, int> indices = [];

    /// <summary>The endpoint of an index.</summary>
    public Endpoint this[int index] => endpoints[index];

    /// <summary>The index of an endpoint that has one.</summary>
    public bool TryGetIndex(Endpoint endpoint, out int index) => indices.TryGetValue(endpoint, out index);

    /// <summary>The index of an endpoint, given out on its first appearance.</summary>
    public int IndexOf(Endpoint endpoint)
    {
        if (indices.TryGetValue(endpoint, out var index)) return index;
        index = endpoints.Count;
        endpoints.Add(endpoint);
        indices.Add(endpoint, index);
        return index;
    }
}
