using System.Globalization;
using SipTrace.Capture;
using SipTrace.Commands;
using SipTrace.Lint;
using YamlDotNet.RepresentationModel;

namespace SipTrace.Findings;

/// <summary>What a <c>.siptrace.yaml</c> says of rules: other severities, and findings that are known and accepted for a while.</summary>
/// <remarks>
/// <code>
/// severity:
///   ICE008: off
///   sdes-in-clear: error
/// suppress:
///   - rule: ICE012
///     user_agent: OpenSIPS
///     reason: the relay repairs it
///     until: 2027-01-31
/// </code>
/// A suppression names a rule and may name a call (its Call-ID), a part of a user agent's name, or an address or network.
/// </remarks>
internal sealed class LintConfiguration
{
    /// <summary>The name of the file that is looked for from the working folder upwards.</summary>
    public const string FileName = ".siptrace.yaml";

    private readonly Dictionary<Rule, Severity?> severities = [];
    private readonly List<Suppression> suppressions = [];

    /// <summary>The suppressions in force or expired.</summary>
    public IReadOnlyList<Suppression> Suppressions => suppressions;

    /// <summary>Reads <paramref name="path"/>, else the file found from <paramref name="folder"/> upwards; without any, nothing is
    /// changed.</summary>
    public static LintConfiguration Load(string? path, string folder)
    {
        var file = path ?? Find(folder);
        if (file is null) return new LintConfiguration();
        return Parse(YamlFile.TextOf(file), file);
    }

    /// <summary>Reads the text of a file.</summary>
    public static LintConfiguration Parse(string yaml, string file)
    {
        var configuration = new LintConfiguration();
        if (YamlFile.RootOf(yaml, file) is not YamlMappingNode root) return configuration;
        if (root.Children.TryGetValue(new YamlScalarNode("severity"), out var severity)) configuration.ReadSeverities(severity, file);
        if (root.Children.TryGetValue(new YamlScalarNode("suppress"), out var suppress)) configuration.ReadSuppressions(suppress, file);
        return configuration;
    }

    /// <summary>The findings that are left, with the severities that were set.</summary>
    /// <param name="findings">All findings.</param>
    /// <param name="today">The day that decides which suppressions have expired.</param>
    public IEnumerable<Finding> Apply(IEnumerable<Finding> findings, DateOnly today)
    {
        foreach (var finding in findings)
        {
            if (IsSuppressed(finding, today)) continue;
            if (!severities.TryGetValue(finding.Rule, out var severity)) yield return finding;
            else if (severity is { } other) yield return finding with { Severity = other };
        }
    }

    private bool IsSuppressed(Finding finding, DateOnly today)
    {
        foreach (var suppression in suppressions)
        {
            if (suppression.Until >= today && suppression.Covers(finding)) return true;
        }
        return false;
    }

    private static string? Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (Path.Combine(at.FullName, FileName) is var file && File.Exists(file)) return file;
        }
        return null;
    }

    private void ReadSeverities(YamlNode node, string file)
    {
        if (node is not YamlMappingNode map) throw Problem(file, node, "'severity:' needs lines of the form ICE012: warning");
        foreach (var (key, value) in map.Children)
        {
            Severity? severity = (value as YamlScalarNode)?.Value switch
            {
                "error" => Severity.Error,
                "warning" => Severity.Warning,
                "info" => Severity.Info,
                "off" => null,
                _ => throw Problem(file, value, "a severity is error, warning, info or off"),
            };
            foreach (var rule in RulesOf(key, file)) severities[rule] = severity;
        }
    }

    private void ReadSuppressions(YamlNode node, string file)
    {
        if (node is not YamlSequenceNode list) throw Problem(file, node, "'suppress:' needs a list");
        foreach (var item in list)
        {
            if (item is not YamlMappingNode map) throw Problem(file, item,
                "a suppression has rule:, reason:, until:, and perhaps call:, user_agent:, address:");
            foreach (var key in map.Children.Keys)
            {
                if (key is not YamlScalarNode { Value: "rule" or "reason" or "until" or "call" or "user_agent" or "address" })
                    throw Problem(file, key, $"'{key}' is nothing that a suppression has");
            }
            var reason = TextOf(map, "reason") ?? throw Problem(file, item, "a suppression needs a reason:");
            var until = TextOf(map, "until") ?? throw Problem(file, item, "a suppression needs until:, the last day it holds");
            if (!DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
                out var day)) throw Problem(file, item, $"until: '{until}' is no day such as 2027-01-31");
            if (!map.Children.TryGetValue(new YamlScalarNode("rule"), out var rule)) throw Problem(file, item,
                "a suppression needs a rule:");
            try
            {
                var network = TextOf(map, "address") is { } address ? SipTrace.Where.Network.Parse(address) : (SipTrace.Where.Network?)null;
                suppressions.Add(new Suppression([.. RulesOf(rule, file)], TextOf(map, "call"), TextOf(map, "user_agent"), network,
                    reason, day));
            }
            catch (FormatException problem)
            {
                throw Problem(file, item, problem.Message);
            }
        }
    }

    private static string? TextOf(YamlMappingNode map, string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var node)
        ? (node as YamlScalarNode)?.Value : null;

    private static IEnumerable<Rule> RulesOf(YamlNode node, string file)
    {
        var word = (node as YamlScalarNode)?.Value ?? "";
        var rules = RuleCatalogue.All.Where(rule => RuleChoice.IsMeant(rule, word)).ToList();
        return word.Length > 0 && rules.Count > 0 ? rules : throw Problem(file, node, $"no rule is called '{word}'");
    }

    private static UserError Problem(string file, YamlNode node, string problem) => new($"{file}:{node.Start.Line}: {problem}");
}
