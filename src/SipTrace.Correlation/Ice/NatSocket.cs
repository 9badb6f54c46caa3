using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Ice;

/// <summary>One socket of a host behind a NAT: what it was mapped to, for which destination, and when.</summary>
internal sealed class NatSocket(Endpoint local)
{
    public Endpoint Local { get; } = local;

    public List<NatMapping> Mappings { get; } = [];

    public List<(Endpoint Destination, Timestamp Time)> Sent { get; } = [];

    /// <summary>Adds what was seen; of the same mapping for the same destination the first and the last time are kept.</summary>
    public void Add(Endpoint destination, Endpoint mapped, Timestamp first, Timestamp last, bool isByServer = false)
    {
        for (var i = 0; i < Mappings.Count; i++)
        {
            var known = Mappings[i];
            if (known.Destination != destination || known.Mapped != mapped) continue;
            Mappings[i] = known with { First = first < known.First ? first : known.First, Last = last > known.Last ? last : known.Last };
            return;
        }
        Mappings.Add(new NatMapping(destination, mapped, first, last, isByServer));
    }
}
