using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Flows;

/// <summary>When sockets sent what only keeps a NAT awake: empty lines, single octets (RFC 5626 §3.5.1).</summary>
public sealed class KeepAlives
{
    private const int Enough = 1_000_000, MostKept = 50_000;

    private readonly ChunkedList<(int Source, Timestamp Time)> arrivals = new();

    internal KeepAlives()
    {
    }

    /// <summary>Whether all that came were kept.</summary>
    public bool IsComplete => arrivals.Count < Enough;

    /// <summary>All of them, in the order of arrival: the sender's index in <see cref="Trace.Endpoints"/>, and when.</summary>
    public IEnumerable<(int Source, Timestamp Time)> All
    {
        get
        {
            for (var i = 0; i < arrivals.Count; i++) yield return arrivals[i];
        }
    }

    internal void Take(int source, Timestamp time)
    {
        if (arrivals.Count < Enough) arrivals.Add((source, time));
    }

    /// <summary>Octets of memory.</summary>
    internal long Size => arrivals.Size;

    /// <summary>Forgets all but the latest.</summary>
    internal void Forget(Relocation moved)
    {
        var kept = 0;
        for (var i = Math.Max(0, arrivals.Count - MostKept); i < arrivals.Count; i++)
            arrivals[kept++] = (moved.Endpoint(arrivals[i].Source), arrivals[i].Time);
        arrivals.Truncate(kept);
    }
}
