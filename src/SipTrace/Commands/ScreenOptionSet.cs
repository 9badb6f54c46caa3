using System.CommandLine;

namespace SipTrace.Commands;

/// <summary>The options of the terminal UI.</summary>
internal sealed class ScreenOptionSet
{
    private readonly Option<string?> size = new("--screen") { HelpName = "WxH", Description = "no terminal: press --keys and print the last frame, of 120x40 for example; -w FRAME.svg draws it" };
    private readonly Option<string?> keys = new("--keys") { HelpName = "KEYS", Description = "keys to press: Down Enter F7 Ctrl-W x \"typed text\"" };
    private readonly Option<bool> ascii = new("--ascii") { Description = "draw without line-drawing characters" };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [size, keys, ascii];

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in All) command.Add(option);
    }

    /// <summary>The values that were given.</summary>
    public ScreenArguments Read(ParseResult result) => new()
    {
        Size = result.GetValue(size),
        Keys = result.GetValue(keys) ?? "",
        IsAscii = result.GetValue(ascii),
    };
}
