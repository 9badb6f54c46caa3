using System.IO.Compression;

namespace SipTrace.Capture.Files;

/// <summary>Unpacks gzip members, one after the other, and throws <see cref="InvalidDataException"/> where the last one is cut or one is damaged.</summary>
/// <remarks>
/// <see cref="GZipStream"/> checks the trailers of members but ends in silence on half a file. So one more member, of a known mark, is put
/// behind the input: the mark comes out again only if the member before it was whole. The inflater asks for more only when it has given out
/// all it had, hence what it gives after that is the mark, or nonsense.
/// </remarks>
internal sealed class GzipReader : ForwardStream
{
    private static readonly byte[] Mark = "end of all members"u8.ToArray();

    private readonly MarkedSource source;
    private readonly GZipStream gzip;
    private bool finished;

    /// <summary>A reader of a compressed stream, whose length is given where it is known (else 0).</summary>
    public GzipReader(Stream stored, long storedLength)
    {
        source = new MarkedSource(stored, storedLength);
        gzip = new GZipStream(source, CompressionMode.Decompress);
    }

    /// <summary>Octets taken from the compressed input so far.</summary>
    public long StoredPosition => source.Count;

    public override int Read(Span<byte> buffer)
    {
        if (finished || buffer.IsEmpty) return 0;
        try
        {
            var count = gzip.Read(buffer);
            if (!source.IsMarkGiven)
            {
                finished = count == 0;
                return count;
            }
            finished = true;
            if (IsMark(buffer[..count])) return 0;
        }
        catch (InvalidDataException) when (!source.IsMarkGiven)
        {
            finished = true;
            throw new InvalidDataException($"the gzip data is damaged near offset {source.Count} of the compressed file");
        }
        catch (InvalidDataException)
        {
            finished = true;
        }
        throw new InvalidDataException($"the gzip data is cut short at offset {source.Count} of the compressed file");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) gzip.Dispose();
        base.Dispose(disposing);
    }

    private bool IsMark(ReadOnlySpan<byte> beginning)
    {
        if (!Mark.AsSpan().StartsWith(beginning)) return false;
        Span<byte> rest = stackalloc byte[Mark.Length + 1];
        var length = gzip.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false);
        return Mark.AsSpan(beginning.Length).SequenceEqual(rest[..length]);
    }

    /// <summary>The compressed input, and behind it the member that holds the mark.</summary>
    private sealed class MarkedSource(Stream stored, long length) : ForwardStream
    {
        private const int TrailerLength = 8;

        private ReadOnlyMemory<byte> mark = Compress(Mark);

        public long Count { get; private set; }

        public bool IsMarkGiven { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            if (!IsMarkGiven)
            {
                // A bad trailer throws away what was unpacked together with it, so it is handed over alone.
                if (length - TrailerLength - Count is > 0 and var before && before < buffer.Length)
                {
                    buffer = buffer[..(int)before];
                }
                var read = stored.Read(buffer);
                Count += read;
                if (read > 0) return read;
                IsMarkGiven = true;
            }
            var count = Math.Min(mark.Length, buffer.Length);
            mark.Span[..count].CopyTo(buffer);
            mark = mark[count..];
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) stored.Dispose();
            base.Dispose(disposing);
        }

        private static byte[] Compress(byte[] bytes)
        {
            using var member = new MemoryStream();
            using (var packer = new GZipStream(member, CompressionLevel.NoCompression)) packer.Write(bytes);
            return member.ToArray();
        }
    }
}
