using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation;

/// <summary>Endpoints, each once and in the order of their first appearance, so that what names one costs four octets.</summary>
/// <remarks>Chained hashing over a <see cref="ChunkedList{T}"/>: growing leaves no large array behind, which a dictionary does.</remarks>
public sealed class EndpointTable
{
    private readonly ChunkedList<Node> nodes = new();
    private int[] heads = new int[256];     // by hash: index + 1 of the chain's first node

    /// <summary>Number of endpoints.</summary>
    public int Count => nodes.Count;

    /// <summary>The endpoint of an index.</summary>
    public Endpoint this[int index] => nodes[index].Endpoint;

    /// <summary>The index of an endpoint that has one.</summary>
    public bool TryGetIndex(Endpoint endpoint, out int index)
    {
        index = heads[Slot(endpoint)] - 1;
        while (index >= 0 && nodes[index].Endpoint != endpoint) index = nodes[index].Next;
        return index >= 0;
    }

    /// <summary>Octets of memory.</summary>
    internal long Size => nodes.Size + heads.Length * sizeof(int);

    /// <summary>Forgets all endpoints, and gives them back by their indices.</summary>
    internal Endpoint[] Clear()
    {
        var all = new Endpoint[nodes.Count];
        for (var i = 0; i < all.Length; i++) all[i] = nodes[i].Endpoint;
        nodes.Truncate(0);
        Array.Clear(heads);
        return all;
    }

    /// <summary>The index of an endpoint, given out on its first appearance.</summary>
    public int IndexOf(Endpoint endpoint)
    {
        if (TryGetIndex(endpoint, out var index)) return index;
        if (nodes.Count == heads.Length) Grow();
        ref var head = ref heads[Slot(endpoint)];
        index = nodes.Add(new Node(endpoint, head - 1));
        head = index + 1;
        return index;
    }

    private int Slot(Endpoint endpoint) => endpoint.GetHashCode() & (heads.Length - 1);

    private void Grow()
    {
        heads = new int[heads.Length * 2];
        for (var i = 0; i < nodes.Count; i++)
        {
            ref var node = ref nodes[i];
            ref var head = ref heads[Slot(node.Endpoint)];
            node.Next = head - 1;
            head = i + 1;
        }
    }

    private record struct Node(Endpoint Endpoint, int Next);
}
