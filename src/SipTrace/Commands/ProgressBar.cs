using System.Runtime.InteropServices;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary>Shows on standard error, where that is a terminal, how far a long read has come.</summary>
internal sealed class ProgressBar : IDisposable
{
    private const long LeastBytes = 64 << 20;
    private const long UnknownTotalStep = 16 << 20;

    private readonly Surroundings world;
    private readonly bool isWanted;
    private readonly PosixSignalRegistration? interrupt;
    private long nextAt;
    private bool isDrawn;

    /// <summary>A bar that is drawn once it is worth it.</summary>
    public ProgressBar(Surroundings world, bool quiet)
    {
        this.world = world;
        isWanted = world.ErrorIsTerminal && !quiet;
        // Whoever interrupts gets a clean line; then the signal takes its usual way.
        if (isWanted) interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Erase());
    }

    /// <summary>Tells how far it is. Cheap where nothing is to be drawn.</summary>
    /// <param name="bytesRead">Octets read so far.</param>
    /// <param name="totalBytes">Octets of the whole; 0 where that is unknown.</param>
    /// <param name="packets">Packets read so far.</param>
    public void Show(long bytesRead, long totalBytes, long packets)
    {
        if (!isWanted || bytesRead < nextAt || totalBytes is > 0 and < LeastBytes) return;
        nextAt = bytesRead + (totalBytes > 0 ? totalBytes / 100 : UnknownTotalStep);
        var amount = $"{bytesRead >> 20} MB, {packets} packets";
        if (totalBytes > 0)
        {
            var percent = (int)Math.Min(100, bytesRead * 100 / totalBytes);
            amount = $"[{new string('#', percent / 4).PadRight(25)}] {percent,3} %  {amount}";
        }
        world.Error.Write("\r" + TextWidth.Cut("reading " + amount, world.Columns - 1) + "\e[K");
        isDrawn = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        interrupt?.Dispose();
        Erase();
    }

    private void Erase()
    {
        if (isDrawn) world.Error.Write("\r\e[K");
        isDrawn = false;
    }
}
