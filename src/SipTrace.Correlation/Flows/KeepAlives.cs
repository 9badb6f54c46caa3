using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Flows;

/// <summary>When sockets sent what only keeps a NAT awake: empty lines, single octets (RFC 5626 §3.5.1).</summary>
public sealed class KeepAlives
{
    private const int Enough = 1_000_000;

    private readonly ChunkedList<(int Source, Timestamp Time)> arrivals = new();

    internal KeepAlives()
    {
    }

    /// <summary>Whether all that came were kept.</summary>
    public bool IsComplete => arrivals.Count < Enough;

    /// <summary>When a socket sent one, in the order of arrival.</summary>
    /// <param name="source">Its index in <see cref="Trace.Endpoints"/>.</param>
    public IEnumerable<Timestamp> Of(int source)
    {
        for (var i = 0; i < arrivals.Count; i++)
        {
            if (arrivals[i].Source == source) yield return arrivals[i].Time;
        }
    }

    internal void Take(int source, Timestamp time)
    {
        if (arrivals.Count < Enough) arrivals.Add((source, time));
    }
}
