using SipTrace.Ladders;
using SipTrace.Output;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sip;

namespace SipTrace.Commands;

/// <summary>Decides which endpoints of a ladder are one host, and so one column.</summary>
/// <remarks>
/// The ports of one address are one host, unless they talk to each other. Two addresses are one host where a Via proves a NAT (its sent-by
/// address came as received=) or a reflexive candidate, where the configuration says so, or where both have one alias; never where they talk to each other.
/// </remarks>
internal sealed class HostColumns
{
    private readonly List<Endpoint> endpoints = [];
    private readonly List<int> parents = [];
    private readonly Dictionary<Endpoint, int> indices = [];
    private readonly HashSet<(int, int)> talks = [];
    private readonly Dictionary<int, int> columns = [];
    private readonly HashSet<(Endpoint Inside, Endpoint Outside)> translations = [];

    /// <summary>The columns of messages and of media, in the order of appearance.</summary>
    /// <param name="views">The messages.</param>
    /// <param name="media">Who sent media or checks to whom.</param>
    /// <param name="mappings">What NATs make of addresses inside, as ICE and STUN tell.</param>
    /// <param name="configuration">Aliases and NATs of the user.</param>
    public HostColumns(
        IReadOnlyList<MessageView> views, IEnumerable<(Endpoint Source, Endpoint Destination)> media,
        IEnumerable<(Endpoint Inside, Endpoint Outside)> mappings, Configuration configuration)
    {
        foreach (var view in views)
        {
            talks.Add((Add(view.Source), Add(view.Destination)));
            FindTranslations(view.Bytes.Span);
        }
        foreach (var (source, destination) in media)
        {
            var talk = (Add(source), Add(destination));
            // Two ports of one relay talk to each other, and are one host all the same.
            if (!source.HasSameAddress(destination)) talks.Add(talk);
        }
        translations.UnionWith(mappings.Where(m => !m.Inside.HasSameAddress(m.Outside)).Select(m => (m.Inside.WithPort(0), m.Outside.WithPort(0))));
        MergePorts();
        foreach (var (inside, outside) in translations) MergeAddresses(inside, outside);
        foreach (var endpoint in endpoints.ToArray()) if (configuration.PrivateOf(endpoint) is { } inside) MergeAddresses(inside, endpoint);
        foreach (var same in endpoints.GroupBy(configuration.AliasOf).Where(group => group.Key is not null))
        {
            foreach (var endpoint in same.Skip(1)) TryMerge(indices[same.First()], indices[endpoint]);
        }
        Hosts = [.. MakeHosts(configuration)];
    }

    /// <summary>The hosts, from left to right.</summary>
    public IReadOnlyList<LadderHost> Hosts { get; }

    /// <summary>The column of an endpoint.</summary>
    public int IndexOf(Endpoint endpoint) => columns[Root(indices[endpoint])];

    private int Add(Endpoint endpoint)
    {
        if (indices.TryGetValue(endpoint, out var index)) return index;
        index = endpoints.Count;
        endpoints.Add(endpoint);
        parents.Add(index);
        indices.Add(endpoint, index);
        return index;
    }

    private int Root(int index)
    {
        while (parents[index] != index) index = parents[index];
        return index;
    }

    private void FindTranslations(ReadOnlySpan<byte> message)
    {
        if (!SipText.TryParse(message, isCut: true, out var text)) return;
        var vias = text.ListValues("Via"u8);
        while (vias.MoveNext())
        {
            var via = SipVia.Parse(vias.Current);
            if (Endpoint.TryParseAddress(via.Received, 0, out var outside) && Endpoint.TryParseAddress(via.SentBy.Host, 0, out var inside) && inside != outside)
            {
                translations.Add((inside, outside));
            }
        }
    }

    private void MergePorts()
    {
        foreach (var ports in endpoints.GroupBy(endpoint => endpoint.WithPort(0)))
        {
            var all = ports.Select(endpoint => indices[endpoint]).ToArray();
            if (all.Any(left => all.Any(right => talks.Contains((left, right)) && left != right))) continue;
            foreach (var index in all) parents[Root(index)] = Root(all[0]);
        }
    }

    private void MergeAddresses(Endpoint left, Endpoint right)
    {
        var leftIndex = endpoints.FindIndex(left.HasSameAddress);
        var rightIndex = endpoints.FindIndex(right.HasSameAddress);
        if (leftIndex >= 0 && rightIndex >= 0) TryMerge(leftIndex, rightIndex);
    }

    private void TryMerge(int left, int right)
    {
        int into = Root(Math.Min(left, right)), from = Root(Math.Max(left, right));
        if (into > from) (into, from) = (from, into);
        foreach (var (a, b) in talks)
        {
            if ((Root(a), Root(b)) == (into, from) || (Root(a), Root(b)) == (from, into)) return;
        }
        parents[from] = into;
    }

    private IEnumerable<LadderHost> MakeHosts(Configuration configuration)
    {
        for (var i = 0; i < endpoints.Count; i++)
        {
            if (Root(i) != i) continue;
            columns.Add(i, columns.Count);
            var members = endpoints.Where((_, index) => Root(index) == i).ToArray();
            var lines = members.GroupBy(endpoint => endpoint.WithPort(0))
                .Select(ports => ports.Count() == 1 && ports.First().Port > 0 ? ports.First().ToString() : ports.Key.AddressText()).Distinct().ToList();
            // A private address that is on no wire of this capture, but that a Via names, helps to know whose column it is.
            foreach (var (inside, outside) in translations)
            {
                if (Array.Exists(members, outside.HasSameAddress) && !endpoints.Exists(inside.HasSameAddress)) lines.Add($"({inside.AddressText()})");
            }
            var alias = members.Select(configuration.AliasOf).FirstOrDefault(name => name is not null);
            yield return alias is null ? new LadderHost(lines[0], lines[1..]) : new LadderHost(WireText.Clean(alias), lines);
        }
    }
}
