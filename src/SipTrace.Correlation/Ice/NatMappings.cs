using System.Globalization;

namespace SipTrace.Correlation.Ice;

/// <summary>Judges how a NAT maps (RFC 4787 §4) by what its host's sockets were mapped to.</summary>
internal static class NatMappings
{
    public static void Judge(NatBehaviour nat, IReadOnlyCollection<NatSocket> sockets)
    {
        var found = NatDependence.Unknown;
        NatSocket? steady = null, changing = null;
        foreach (var socket in sockets)
        {
            var dependence = Judge(socket);
            if (dependence == NatDependence.EndpointIndependent) steady ??= socket;
            if (dependence is NatDependence.AddressDependent or NatDependence.AddressAndPortDependent) changing ??= socket;
            if (dependence > found) found = dependence;
        }
        // Where some sockets keep their mapping for all destinations, one that changed had lain idle.
        if (steady is not null && changing is not null && IdleGap(changing) is { } idle)
        {
            nat.IdleTimeoutSeconds = Math.Round(idle, 1);
            nat.Evidence.Add(string.Create(CultureInfo.InvariantCulture, $"{changing.Local} had another mapping after at most {idle:F1} s"));
            found = NatDependence.EndpointIndependent;
        }
        nat.Mapping = found;
        var shown = found == NatDependence.EndpointIndependent ? steady : changing ?? steady ?? sockets.First();
        nat.Evidence.Insert(0, Describe(shown!));
        if (found == NatDependence.AddressDependent && !HasTwoPortsOfOneHost(changing!)) nat.Evidence.Add("whether the port counts too was not seen");
        nat.IsPortPreserved = sockets.All(socket => socket.Mappings.TrueForAll(mapping => mapping.Mapped.Port == socket.Local.Port));
    }

    private static NatDependence Judge(NatSocket socket)
    {
        var mappings = socket.Mappings;
        var found = NatDependence.Unknown;
        for (var i = 0; i < mappings.Count; i++)
        {
            for (var k = 0; k < i; k++)
            {
                var (one, other) = (mappings[i], mappings[k]);
                if (one.Destination == other.Destination) continue;
                // The server that an SDP's candidate came from may be the one that was seen.
                if (one.IsByServer && other.IsByServer && (one.Destination.IsNone || other.Destination.IsNone)) continue;
                var isSameHost = one.Destination.HasSameAddress(other.Destination);
                var dependence = one.Mapped == other.Mapped
                    ? (isSameHost ? NatDependence.Unknown : NatDependence.EndpointIndependent)
                    : isSameHost ? NatDependence.AddressAndPortDependent : NatDependence.AddressDependent;
                if (dependence > found) found = dependence;
            }
        }
        return found;
    }

    private static bool HasTwoPortsOfOneHost(NatSocket socket) => socket.Mappings.Exists(one => socket.Mappings.Exists(other =>
        one.Destination != other.Destination && one.Destination.HasSameAddress(other.Destination) && one.Mapped == other.Mapped));

    private static double? IdleGap(NatSocket socket)
    {
        var ordered = socket.Mappings.OrderBy(mapping => mapping.First).ToArray();
        for (var i = 1; i < ordered.Length; i++)
        {
            if (ordered[i].Mapped != ordered[i - 1].Mapped && ordered[i].First > ordered[i - 1].Last) return (ordered[i].First - ordered[i - 1].Last).TotalSeconds;
        }
        return null;
    }

    private static string Describe(NatSocket socket)
    {
        var parts = socket.Mappings.GroupBy(mapping => mapping.Mapped).Select(group =>
            $"{group.Key} for {string.Join(", ", group.Select(mapping => mapping.Destination.IsNone ? "its STUN server" : mapping.Destination.ToString()).Distinct().Take(4))}");
        return $"{socket.Local} is {string.Join(", and ", parts.Take(4))}";
    }
}
