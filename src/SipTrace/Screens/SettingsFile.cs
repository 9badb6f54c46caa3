using System.Text;
using SipTrace.Capture;
using SipTrace.Commands;
using YamlDotNet.RepresentationModel;

namespace SipTrace.Screens;

/// <summary>The file in which people keep how the screens are set: <c>settings.yaml</c> beside their configuration. Written only when they ask for it.</summary>
internal static class SettingsFile
{
    private const string Columns = "columns";
    private static readonly string[] OffOn = ["off", "on"];

    private static readonly (string Name, string[] Words, Func<Settings, int> Get, Action<Settings, int> Set)[] Entries =
    [
        ("times", ["absolute", "relative", "delta"], settings => (int)settings.Times, (settings, value) => settings.Times = (TimeStyle)value),
        ("colors", ["outcome", "cseq", "call"], settings => (int)settings.Colors, (settings, value) => settings.Colors = (ArrowColor)value),
        ("preview", OffOn, settings => settings.HasPreview ? 1 : 0, (settings, value) => settings.HasPreview = value == 1),
        ("rtp", OffOn, settings => settings.HasMedia ? 1 : 0, (settings, value) => settings.HasMedia = value == 1),
        ("aliases", OffOn, settings => settings.HasAliases ? 1 : 0, (settings, value) => settings.HasAliases = value == 1),
        ("wrap", OffOn, settings => settings.IsWrapped ? 1 : 0, (settings, value) => settings.IsWrapped = value == 1),
        ("ask_before_leaving", OffOn, settings => settings.AsksBeforeLeaving ? 1 : 0, (settings, value) => settings.AsksBeforeLeaving = value == 1),
        ("background", ["terminal", "dark", "light"], settings => settings.IsLight is { } isLight ? isLight ? 2 : 1 : 0,
            (settings, value) => settings.IsLight = value == 0 ? null : value == 2),
    ];

    /// <summary>Sets what the file says, where there is one.</summary>
    public static void Load(Settings settings, Func<string, string?> variable)
    {
        if (PathOf(variable) is not { } path || !File.Exists(path)) return;
        if (YamlFile.RootOf(YamlFile.TextOf(path), path) is not { } node) return;
        if (node is not YamlMappingNode root) throw Problem(path, node, "expected lines such as 'times: relative'");
        foreach (var (key, value) in root.Children)
        {
            var name = (key as YamlScalarNode)?.Value;
            if (name == Columns && value is YamlSequenceNode list)
            {
                settings.Columns.Clear();
                settings.Columns.AddRange(list.OfType<YamlScalarNode>().Select(column => column.Value ?? "").Where(column => column.Length > 0).Distinct());
                continue;
            }
            var entry = Array.Find(Entries, known => known.Name == name);
            if (entry.Name is null) throw Problem(path, key, $"there is no setting '{name}'");
            var at = Array.IndexOf(entry.Words, (value as YamlScalarNode)?.Value);
            if (at < 0) throw Problem(path, value, $"'{name}:' is one of {string.Join(", ", entry.Words)}");
            entry.Set(settings, at);
        }
    }

    /// <summary>Writes the file, and gives its path.</summary>
    public static string Save(Settings settings, Func<string, string?> variable)
    {
        var path = PathOf(variable) ?? throw new UserError("there is no home to keep settings in", "set HOME or XDG_CONFIG_HOME");
        var text = new StringBuilder();
        foreach (var (name, words, get, _) in Entries) text.Append(name).Append(": ").Append(words[get(settings)]).Append('\n');
        text.Append(Columns).Append(":\n");
        foreach (var column in settings.Columns) text.Append("  - \"").Append(column.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append("\"\n");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{path}: cannot be written: {problem.Message}");
        }
        using var file = new StreamWriter(Job.CreateFile(path));
        file.Write(text);
        return path;
    }

    private static string? PathOf(Func<string, string?> variable) => Configuration.FolderOf(variable) is { } folder ? Path.Combine(folder, "settings.yaml") : null;

    private static UserError Problem(string file, YamlNode node, string problem) => new($"{file}:{node.Start.Line}: {problem}");
}
