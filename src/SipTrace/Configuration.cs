using SipTrace.Capture;
using SipTrace.Where;
using SipTrace.Wire.Bytes;
using YamlDotNet.RepresentationModel;

namespace SipTrace;

/// <summary>What the user's configuration file says: names for addresses, and which public address stands for which private one.</summary>
internal sealed class Configuration
{
    private readonly Dictionary<Endpoint, string> aliases = [];
    private readonly Dictionary<Endpoint, Endpoint> privateOf = [];

    /// <summary>The configuration of one who wrote none.</summary>
    public static Configuration None { get; } = new();

    /// <summary>Reads <paramref name="path"/>, or the file of the user's home where it is null and that exists.</summary>
    public static Configuration Load(string? path, Func<string, string?> variable)
    {
        var file = path ?? UsualPath(variable);
        if (file is null || path is null && !File.Exists(file)) return None;
        return Parse(YamlFile.TextOf(file), file);
    }

    /// <summary>Reads the text of a configuration file.</summary>
    public static Configuration Parse(string yaml, string file)
    {
        var configuration = new Configuration();
        if (YamlFile.RootOf(yaml, file) is not { } node) return configuration;
        if (node is not YamlMappingNode root) throw Problem(file, node, "expected 'aliases:' and 'nat:'");
        foreach (var (address, name) in Pairs(root, "aliases", file)) configuration.aliases[Address(address, file)] = name.Value ?? "";
        foreach (var (outside, inside) in Pairs(root, "nat", file)) configuration.privateOf[Address(outside, file)] = Address(inside, file);
        return configuration;
    }

    /// <summary>The name of an endpoint: that of its address and port, else that of its address; null where it has none.</summary>
    public string? AliasOf(Endpoint endpoint) =>
        aliases.TryGetValue(endpoint, out var name) || aliases.TryGetValue(endpoint.WithPort(0), out name) ? name : null;

    /// <summary>The private address behind a public one; null where none is known. Ports do not count.</summary>
    public Endpoint? PrivateOf(Endpoint endpoint) => privateOf.TryGetValue(endpoint.WithPort(0), out var inside) ? inside : null;

    /// <summary>The folder in which the user's files about this program stand; null where nobody has a home.</summary>
    public static string? FolderOf(Func<string, string?> variable)
    {
        if (variable("XDG_CONFIG_HOME") is { Length: > 0 } folder) return Path.Combine(folder, "siptrace");
        return variable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".config", "siptrace") : null;
    }

    private static string? UsualPath(Func<string, string?> variable) => FolderOf(variable) is { } folder ? Path.Combine(folder, "config.yaml") : null;

    private static IEnumerable<(YamlScalarNode, YamlScalarNode)> Pairs(YamlMappingNode root, string name, string file)
    {
        if (!root.Children.TryGetValue(new YamlScalarNode(name), out var node)) yield break;
        if (node is not YamlMappingNode map) throw Problem(file, node, $"'{name}:' needs lines of the form 192.0.2.1: ...");
        foreach (var (key, value) in map.Children)
        {
            if (key is not YamlScalarNode from || value is not YamlScalarNode to) throw Problem(file, key, $"'{name}:' needs lines of the form 192.0.2.1: ...");
            yield return (from, to);
        }
    }

    private static Endpoint Address(YamlScalarNode node, string file) => Network.TryParseEndpoint(node.Value ?? "", out var endpoint)
        ? endpoint
        : throw Problem(file, node, $"'{node.Value}' is no address");

    private static UserError Problem(string file, YamlNode node, string problem) => new($"{file}:{node.Start.Line}: {problem}");
}
