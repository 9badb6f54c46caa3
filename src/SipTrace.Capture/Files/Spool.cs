namespace SipTrace.Capture.Files;

/// <summary>A copy, in a temporary file without a name, of all that was read from a source that can be read only once.</summary>
internal sealed class Spool(Stream source) : IDisposable
{
    private FileStream? file;
    private long length;
    private bool ended;
    private string? failure;

    /// <summary>A stream over all of the source, from its beginning: first what was copied, then what is still to come, as it comes.</summary>
    public Stream OpenReader() => new Reader(this);

    /// <summary>Reads copied bytes again; shorter where fewer were copied.</summary>
    public int ReadAgain(Span<byte> buffer, long offset) => file is null ? 0 : RandomAccess.Read(file.SafeFileHandle, buffer, offset);

    public void Dispose()
    {
        source.Dispose();
        file?.Dispose();
    }

    private int Read(Span<byte> buffer, long offset)
    {
        if (offset < length) return ReadAgain(buffer[..(int)Math.Min(buffer.Length, length - offset)], offset);
        if (ended) return failure is null ? 0 : throw new InvalidDataException(failure);
        try
        {
            var count = source.Read(buffer);
            ended = count == 0;
            Append(buffer[..count]);
            return count;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            (ended, failure) = (true, e.Message);
            throw;
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            file ??= NamelessFile.Create();
            RandomAccess.Write(file.SafeFileHandle, bytes, length);
            length += bytes.Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"cannot copy the input to a temporary file in {Path.GetTempPath()}: {e.Message}",
                "set TMPDIR to a folder with more room, or use --no-spool");
        }
    }

    private sealed class Reader(Spool spool) : ForwardStream
    {
        private long position;

        public override int Read(Span<byte> buffer)
        {
            var count = spool.Read(buffer, position);
            position += count;
            return count;
        }
    }
}
