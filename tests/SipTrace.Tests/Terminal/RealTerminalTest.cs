using SipTrace.Tests.Support;

namespace SipTrace.Tests.Terminal;

/// <summary>The terminal UI in a real terminal, from keys to screen, and how it leaves it.</summary>
public class RealTerminalTest
{
    private static readonly string sample = Repository.PathOf("samples-pcap/ice-mismatch-proxy-rewrites-offer.pcap");

    [Fact]
    public void Keys_lead_from_the_list_to_a_message_and_back()
    {
        using var pane = new TmuxPane(TmuxPane.Program(sample));
        pane.WaitFor("INVITE .* completed");
        pane.Press("End", "Enter");
        pane.WaitFor("──── ACK ────");
        pane.Press("Enter");
        pane.WaitFor("^CSeq: 56492 INVITE");
        pane.Press("q");
        pane.Press("q");
        pane.WaitFor(@"^\[ \]  3");
    }

    [Fact]
    public void The_screen_is_what_the_program_draws_without_a_terminal()
    {
        using var pane = new TmuxPane(TmuxPane.Program(sample));
        pane.WaitFor("INVITE");
        pane.Press("End");
        foreach (var (keys, mark) in new[] { ("Enter", "── ACK ──"), ("d", "audio"), ("b", "changed by"), ("Escape", "── ACK ──"), ("x", "extended flow") })
        {
            pane.Press(keys);
            pane.WaitFor(mark);
        }
        // The rules are asked once the ladder stands.
        pane.WaitFor("[0-9]! ");
        var frame = ProgramRun.Of(sample, "--screen", "120x30", "--keys", "End Enter d x").Output;
        // At the top right stands how far reading is; the rest is the same.
        Assert.Equal(Below(frame), Below(pane.Screen()));

        static string Below(string screen) => string.Join('\n', screen.TrimEnd('\n').Split('\n').Skip(1).Select(line => line.TrimEnd()));
    }

    [Fact]
    public void A_resize_at_any_moment_draws_it_anew()
    {
        using var pane = new TmuxPane(TmuxPane.Program(sample));
        pane.WaitFor("INVITE");
        pane.Press("End", "Enter");
        pane.WaitFor("ACK");
        pane.Resize(80, 24);
        pane.WaitFor("Enter Message");
        pane.Resize(160, 50);
        var screen = pane.WaitFor("│INVITE sip:bob");
        Assert.Equal(50, screen.TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public void The_terminal_is_given_back_when_it_is_over()
    {
        using var pane = new TmuxPane($"stty -a > /dev/null; {TmuxPane.Program(sample)}; echo over; stty -a; sleep 60");
        pane.WaitFor("INVITE");
        Assert.Equal("1 1 0", pane.Ask("#{alternate_on} #{mouse_any_flag} #{cursor_flag}"));
        pane.Press("q");
        pane.WaitFor("leave siptrace");
        pane.Press("y");
        var screen = pane.WaitFor(@"\bicanon\b");
        Assert.Contains("over", screen);
        Assert.Matches(@"(?<!-)\becho\b", screen);
        Assert.Equal("0 0 1", pane.Ask("#{alternate_on} #{mouse_any_flag} #{cursor_flag}"));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    public void A_signal_gives_the_terminal_back(string signal)
    {
        using var number = new TemporaryFile(".pid");
        using var pane = new TmuxPane($"sh -c 'echo $$ > {number.Path}; exec {TmuxPane.Program(sample)}'; echo over; stty -a; sleep 60");
        pane.WaitFor("INVITE");
        using (var kill = System.Diagnostics.Process.Start("kill", ["-" + signal, File.ReadAllText(number.Path).Trim()])) kill.WaitForExit();
        pane.WaitFor(@"\bicanon\b");
        Assert.Equal("0 0 1", pane.Ask("#{alternate_on} #{mouse_any_flag} #{cursor_flag}"));
    }

    [Fact]
    public void It_can_be_stopped_and_goes_on()
    {
        using var pane = new TmuxPane("bash --norc -i");
        pane.Type($"PS1='ready> '; {TmuxPane.Program(sample)}");
        pane.Press("Enter");
        pane.WaitFor("INVITE .* completed");
        pane.Press("C-z");
        pane.WaitFor("Stopped");
        Assert.Equal("0 0 1", pane.Ask("#{alternate_on} #{mouse_any_flag} #{cursor_flag}"));
        pane.Type("fg");
        pane.Press("Enter");
        pane.WaitFor("INVITE .* completed");
        pane.Press("End", "Enter");
        pane.WaitFor("── ACK ──");
    }

    [Fact]
    public void The_mouse_clicks_and_turns()
    {
        using var pane = new TmuxPane(TmuxPane.Program(sample));
        pane.WaitFor("INVITE");
        pane.Type("\e[<0;20;5M\e[<0;20;5m");
        pane.Press("Enter");
        pane.WaitFor("call 3: INVITE");
        pane.Type("\e[<0;3;30M\e[<0;3;30m");
        pane.WaitFor("^ message 1 of");
    }

    [Fact]
    public void What_is_typed_filters_the_list()
    {
        using var pane = new TmuxPane(TmuxPane.Program(sample));
        pane.WaitFor("INVITE");
        pane.Press("/");
        pane.Type("method=INVITE and status<300");
        var screen = pane.WaitFor("calls  1 of 3");
        Assert.DoesNotContain("REGISTER", screen);
        pane.Press("Escape");
        pane.WaitFor("calls  3$");
    }

    [Fact]
    public void A_pipe_shows_its_calls_as_they_come_and_keys_work_meanwhile()
    {
        var head = 24 + 16;
        using var pane = new TmuxPane($"(head -c {head + 4000} {sample}; sleep 2; tail -c +{head + 4001} {sample}; sleep 60) | {TmuxPane.Program("-")}");
        pane.WaitFor("REGISTER");
        pane.Press("?");
        pane.WaitFor("keys: calls");
        pane.Press("Escape");
        pane.WaitFor(@"INVITE .* completed");
        pane.Press("End", "Enter");
        pane.WaitFor("── ACK ──");
        pane.Press("I");
        pane.WaitFor("ICE mismatch");
        pane.Press("q");
        pane.WaitFor("── ACK ──");
        pane.Press("s");
        pane.WaitFor("with RTP and STUN");
        var saved = Path.Combine(Path.GetTempPath(), $"siptrace-{Guid.NewGuid():N}.pcap");
        pane.Press("C-u");
        pane.Type(saved);
        pane.Press("Enter");
        pane.WaitFor("packets saved");
        Assert.Contains("completed", ProgramRun.Of("calls", saved).Output, StringComparison.Ordinal);
        File.Delete(saved);
        pane.Press("q");
        pane.Press("q");
        pane.Press("y");
    }
}
