using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>Shows screens on a terminal until they are over: keys in, frames out, all on one thread.</summary>
internal sealed class TerminalLoop(TerminalDevice device, ScreenStack stack, bool asciiOnly) : IDisposable
{
    private const int Patience = 100, SlowPatience = 250;

    private readonly BlockingCollection<Key> events = [];
    private readonly List<PosixSignalRegistration> signals = [];
    private readonly VtWriter writer = new(new Glyphs(), stack.Theme, asciiOnly);

    /// <summary>Takes the terminal, and gives it back when it is over, whatever happens.</summary>
    public void Run()
    {
        AppDomain.CurrentDomain.UnhandledException += (_, _) => device.GiveBack();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => device.GiveBack();
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP, PosixSignal.SIGQUIT]) On(signal, KeyCode.Quit);
        if (!OperatingSystem.IsWindows())
        {
            On(PosixSignal.SIGWINCH, KeyCode.Resize);
            On(PosixSignal.SIGCONT, KeyCode.Resume);
        }
        device.Take();
        stack.Tell = bytes => device.Write(bytes);
        new Thread(() => device.Listen(events.Add)) { IsBackground = true, Name = "keys" }.Start();
        try
        {
            Show();
        }
        finally
        {
            device.GiveBack();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var signal in signals) signal.Dispose();
    }

    private void On(PosixSignal signal, KeyCode code) => signals.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = code != KeyCode.Resume;
        events.Add(new Key(code));
    }));

    // A key is answered at once; what else may have changed is looked at some times a second while anything is still read.
    private void Show()
    {
        var grid = new CellGrid(writer.Glyphs);
        var (width, height) = TerminalDevice.SizeOf();
        while (!stack.IsOver)
        {
            var isFinal = stack.Session.IsComplete;
            if (writer.Theme != stack.Theme) writer.Theme = stack.Theme;
            grid.Reset(width, height);
            stack.Draw(grid);
            var bytes = writer.Write(grid, stack.Cursor);
            if (!bytes.IsEmpty) device.Write(bytes.Span);
            var isMore = events.Count == 0 && stack.Work();
            var patience = isMore ? 0 : !isFinal ? stack.Session.IsLive ? SlowPatience : Patience : Timeout.Infinite;
            if (!events.TryTake(out var key, patience)) continue;
            do
            {
                if (key.Code == KeyCode.Resize)
                {
                    (width, height) = TerminalDevice.SizeOf();
                    writer.Forget();
                }
                else Take(key);
            }
            while (!stack.IsOver && events.TryTake(out key, 0));
        }
    }

    private void Take(Key key)
    {
        switch (key)
        {
            case { Code: KeyCode.Quit }:
                stack.Leave();
                break;
            case { Code: KeyCode.Resume }:
                device.Take();
                writer.Forget();
                break;
            case { Ctrl: true, Rune.Value: 'z' }:
                device.Suspend();
                writer.Forget();
                break;
            default:
                stack.Take(key);
                break;
        }
    }
}
