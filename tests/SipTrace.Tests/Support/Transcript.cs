using System.Text;
using System.Text.RegularExpressions;

namespace SipTrace.Tests.Support;

/// <summary>A text with lines <c>$ siptrace ...</c>, each followed by all that the program prints: notes and results, and <c>[exit N]</c>
/// where that is not 0. What follows ends at a fence of three backticks, at the next <c>$</c>, or with the text.</summary>
internal static partial class Transcript
{
    private const string Prompt = "$ siptrace ";

    /// <summary>The same text with what the program prints now.</summary>
    public static string Replay(string text)
    {
        var result = new StringBuilder();
        var isOutput = false;
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("$ ", StringComparison.Ordinal) || line.StartsWith("```", StringComparison.Ordinal)) isOutput = false;
            if (isOutput) continue;
            result.Append(line).Append('\n');
            if (!line.StartsWith(Prompt, StringComparison.Ordinal)) continue;
            isOutput = true;
            result.Append(Run(line[Prompt.Length..]));
        }
        return result.ToString();
    }

    /// <summary>Checks a file of the repository; with <c>UPDATE=1</c> in the environment it is written anew instead.</summary>
    public static void Check(string file)
    {
        var path = Repository.PathOf(file);
        var written = File.ReadAllText(path);
        var now = Replay(written);
        if (Environment.GetEnvironmentVariable("UPDATE") == "1") File.WriteAllText(path, now);
        else Assert.Equal(now, written);
    }

    // Files are named from the root of the repository, wherever the tests run.
    private static string Run(string commandLine)
    {
        var arguments = Words().Matches(commandLine).Select(match => Quotes().Replace(match.Value, "$1$2"))
            .Select(word => word.StartsWith("samples-pcap", StringComparison.Ordinal) || word.StartsWith("tests/", StringComparison.Ordinal) ? Repository.PathOf(word) : word).ToArray();
        using var output = new MemoryStream();
        using var error = new StreamWriter(output, new UTF8Encoding(false)) { AutoFlush = true };
        var status = Program.Run(arguments, new Surroundings { Output = output, Error = error });
        var text = Encoding.UTF8.GetString(output.ToArray()).Replace(Repository.Root + Path.DirectorySeparatorChar, "");
        if (text.Length > 0 && !text.EndsWith('\n')) text += "\n";
        return status == 0 ? text : $"{text}[exit {status}]\n";
    }

    [GeneratedRegex("""(?:[^ '"]|'[^']*'|"[^"]*")+""")]
    private static partial Regex Words();

    [GeneratedRegex("'([^']*)'|\"([^\"]*)\"")]
    private static partial Regex Quotes();
}
