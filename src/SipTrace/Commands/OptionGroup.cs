using System.CommandLine;

namespace SipTrace.Commands;

/// <summary>Options in the order of the help.</summary>
/// <param name="isForAll">Whether every command knows them.</param>
internal abstract class OptionGroup(bool isForAll = false)
{
    private readonly List<Option> all = [];

    /// <summary>All options.</summary>
    public IReadOnlyList<Option> All => all;

    /// <summary>An option that may be repeated.</summary>
    protected Option<string[]> Many(string value, string description, string name, params string[] aliases) =>
        Keep(new Option<string[]>(name, aliases) { HelpName = value, Arity = ArgumentArity.OneOrMore }, description);

    /// <summary>An option with one value.</summary>
    protected Option<string?> One(string value, string description, string name, params string[] aliases) =>
        Keep(new Option<string?>(name, aliases) { HelpName = value }, description);

    /// <summary>An option without a value.</summary>
    protected Option<bool> Flag(string description, string name, params string[] aliases) => Keep(new Option<bool>(name, aliases), description);

    private Option<T> Keep<T>(Option<T> option, string description)
    {
        option.Description = description;
        option.Recursive = isForAll;
        all.Add(option);
        return option;
    }
}
