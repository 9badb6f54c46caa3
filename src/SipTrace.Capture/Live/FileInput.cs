using SipTrace.Capture.Files;

namespace SipTrace.Capture.Live;

/// <summary>A capture that somebody else is writing: a pipe, or a file that grows. Nothing is dropped: its reader waits where there is no room.</summary>
internal sealed class FileInput : LiveInput
{
    private const int RingBytes = 16 << 20;

    private readonly CaptureSet captures;

    private FileInput(string path, CaptureSet captures)
        : base(path, RingBytes) => this.captures = captures;

    /// <summary>Opens a file, or - for standard input.</summary>
    /// <param name="path">The path.</param>
    /// <param name="follows">Whether more is waited for at the end of a file.</param>
    /// <exception cref="UserError">It is no capture.</exception>
    public static FileInput Open(string path, bool follows)
    {
        var input = new FileInput(path, CaptureSet.Open([path], spool: false));
        if (follows) input.captures.Inputs[0].Bytes.IsOver = () => input.IsStopping;
        return input;
    }

    /// <inheritdoc/>
    protected override void Receive()
    {
        try
        {
            using var frames = captures.Read();
            while (!IsStopping && frames.MoveNext())
            {
                var frame = frames.Current;
                while (!Ring.TryWrite(frame.Time, frame.LinkType, frame.Bytes, frame.OriginalLength))
                {
                    if (IsStopping) return;
                    Thread.Sleep(1);
                }
                Signal();
            }
            News = captures.Inputs[0].Warnings.Count > 0 ? $"{Name}: {captures.Inputs[0].Warnings[0]}" : null;
        }
        catch (UserError problem)
        {
            News = problem.Message;
        }
    }

    /// <inheritdoc/>
    protected override void Interrupt()
    {
    }

    /// <inheritdoc/>
    protected override void Close() => captures.Dispose();
}
