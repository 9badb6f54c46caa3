using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SipTrace.Tests.Support;

/// <summary>A real terminal: a pane of a tmux server of its own, with a shell command in it. The test is skipped where tmux is missing.</summary>
internal sealed class TmuxPane : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string server = "siptrace-" + Guid.NewGuid().ToString("N")[..12];
    private readonly TemporaryFile configuration = new(".conf");

    /// <summary>Starts a command in a pane of so many columns and rows.</summary>
    public TmuxPane(string command, int width = 120, int height = 30)
    {
        if (!HasTmux()) Assert.Skip("tmux is missing: apt-get install tmux");
        File.WriteAllText(configuration.Path, "set -g default-terminal tmux-256color\nset -sg escape-time 0\nset -g status off\nset -g remain-on-exit on\nset -g set-clipboard on\n");
        Tmux("-f", configuration.Path, "new-session", "-d", "-x", $"{width}", "-y", $"{height}", command);
    }

    /// <summary>The command line of the program, as a shell reads it.</summary>
    public static string Program(string arguments) =>
        $"env LC_ALL=C.UTF-8 COLORTERM=truecolor HOME=/nonexistent {Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet"} {Path.Combine(AppContext.BaseDirectory, "siptrace.dll")} {arguments}";

    /// <summary>Presses keys, as tmux names them.</summary>
    public void Press(params string[] keys) => Tmux(["send-keys", .. keys]);

    /// <summary>Types text.</summary>
    public void Type(string text) => Tmux("send-keys", "-l", text);

    /// <summary>Gives the pane another size.</summary>
    public void Resize(int width, int height) => Tmux("resize-window", "-x", $"{width}", "-y", $"{height}");

    /// <summary>What the pane shows.</summary>
    public string Screen() => Tmux("capture-pane", "-p");

    /// <summary>What tmux knows of the pane.</summary>
    public string Ask(string format) => Tmux("display-message", "-p", format).TrimEnd('\n');

    /// <summary>Waits until the pane shows something, and gives it when all of it stands: a terminal can be looked at while it draws.</summary>
    public string WaitFor(string pattern)
    {
        var (started, before) = (Stopwatch.GetTimestamp(), "");
        while (true)
        {
            var screen = Screen();
            if (screen == before && Regex.IsMatch(screen, pattern, RegexOptions.Multiline)) return screen;
            if (Stopwatch.GetElapsedTime(started) > Patience) Assert.Fail($"the terminal never showed /{pattern}/, but:\n{screen}");
            before = screen;
            Thread.Sleep(20);
        }
    }

    public void Dispose()
    {
        Tmux("kill-server");
        configuration.Dispose();
    }

    private static bool HasTmux() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "tmux")));

    private string Tmux(params string[] arguments)
    {
        var start = new ProcessStartInfo("tmux") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-u", "-L", server, .. arguments]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
