using System.Runtime.InteropServices;

namespace SipTrace.Terminal;

/// <summary>The terminal itself: raw while it is taken, and given back as it was by whatever way the program ends.</summary>
/// <remarks>System.Console is not touched: it writes sequences of its own.</remarks>
internal sealed class TerminalDevice : IDisposable
{
    private const int Output = 1;
    private const int ReadWrite = 2;
    private const int StopSignalLinux = 20, StopSignalBsd = 18;
    private const int Interrupted = 4, Again = 11;
    private const nuint SizeRequestLinux = 0x5413, SizeRequestBsd = 0x40087468;

    // Alternate screen, no wrapping at the margin, bracketed paste, mouse presses and wheel with SGR numbers, no reordering of right-to-left text.
    private static ReadOnlySpan<byte> Enter => "\e[?1049h\e[?7l\e[?2004h\e[?1000h\e[?1006h\e[8l\e[?25l"u8;
    private static ReadOnlySpan<byte> Leave => "\e[?2026l\e[r\e[0m\e[8h\e[?1006l\e[?1000l\e[?2004l\e[?7h\e[?25h\e[?1049l"u8;

    private readonly int input;
    private readonly byte[] original = new byte[LibC.TermiosLength];
    private readonly Lock taking = new();
    private bool isTaken;

    private TerminalDevice(int input)
    {
        this.input = input;
        LibC.GetAttributes(input, original);
    }

    /// <summary>The terminal that standard output is; null where it is none, or none to read keys from.</summary>
    public static TerminalDevice? Open()
    {
        if (OperatingSystem.IsWindows() || LibC.IsTerminal(Output) == 0) return null;
        var input = LibC.IsTerminal(0) != 0 ? 0 : LibC.Open("/dev/tty\0"u8.ToArray(), ReadWrite);
        return input < 0 ? null : new TerminalDevice(input);
    }

    /// <summary>Columns and rows of a terminal; 80 by 24 where it does not tell.</summary>
    public static (int Width, int Height) SizeOf(int descriptor = Output)
    {
        var size = new ushort[4];
        var request = OperatingSystem.IsLinux() ? SizeRequestLinux : SizeRequestBsd;
        if (OperatingSystem.IsWindows() || LibC.Control(descriptor, request, size) != 0 || size[0] == 0 || size[1] == 0) return (80, 24);
        return (size[1], size[0]);
    }

    /// <summary>Takes the terminal: raw, and the other screen.</summary>
    public void Take()
    {
        lock (taking)
        {
            var raw = (byte[])original.Clone();
            LibC.MakeRaw(raw);
            LibC.SetAttributes(input, LibC.Drain, raw);
            if (!isTaken) Write(Enter);
            isTaken = true;
        }
    }

    /// <summary>Gives it back as it was. May be called from any thread, and twice.</summary>
    public void GiveBack()
    {
        lock (taking)
        {
            if (!isTaken) return;
            isTaken = false;
            Write(Leave);
            LibC.SetAttributes(input, LibC.DrainAndFlush, original);
        }
    }

    /// <summary>As Ctrl-Z anywhere: gives the terminal back, stops all of this job, and takes it again when it goes on.</summary>
    public void Suspend()
    {
        GiveBack();
        LibC.Kill(0, OperatingSystem.IsLinux() ? StopSignalLinux : StopSignalBsd);
        Take();
    }

    /// <summary>Writes all of some bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var written = LibC.Write(Output, in MemoryMarshal.GetReference(bytes), (nuint)bytes.Length);
            if (written > 0) bytes = bytes[(int)written..];
            else if (Marshal.GetLastPInvokeError() is not (Interrupted or Again)) return;      // nobody is there any more
            else LibC.Poll([Output, LibC.Writable], 1, 100);
        }
    }

    /// <summary>Waits for keys and tells them, until the terminal is gone.</summary>
    public void Listen(Action<Key> press)
    {
        const int EscapeTimeout = 40;
        var parser = new KeyParser();
        var buffer = new byte[1024];
        while (true)
        {
            var ready = LibC.Poll([input, LibC.Readable], 1, parser.IsPending ? EscapeTimeout : -1);
            if (ready == 0) parser.Flush(press);
            if (ready == 0 || ready < 0 && Marshal.GetLastPInvokeError() is Interrupted or Again) continue;
            var length = ready < 0 ? 0 : LibC.Read(input, buffer, (nuint)buffer.Length);
            if (length < 0 && Marshal.GetLastPInvokeError() is Interrupted or Again) continue;
            if (length <= 0) break;
            parser.Take(buffer.AsSpan(0, (int)length), press);
        }
        press(new Key(KeyCode.Quit));
    }

    /// <inheritdoc/>
    public void Dispose() => GiveBack();
}
