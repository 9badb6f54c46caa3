using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Sip;

/// <summary>Reads the texts of messages again, those that stand near each other at once: a request and what a proxy made of it are often
/// neighbours, and to ask for octets takes as long as to get some thousands.</summary>
/// <param name="trace">The trace.</param>
/// <param name="indices">The messages, in the order in which they are asked for.</param>
/// <param name="octets">Where there is room for what stands between them too; null: each is read by itself.</param>
internal sealed class TextStretch(Trace trace, List<int> indices, OctetBuffer? octets)
{
    private const int Gap = 1 << 14, Most = 1 << 16;

    private ReadOnlyMemory<byte> read;
    private long start, end;
    private int file;

    /// <summary>The text of a message, by its place in the order.</summary>
    public ReadOnlyMemory<byte> TextOf(int position)
    {
        ref var message = ref trace.Messages[indices[position]];
        if (octets is null || message.Offset < 0) return trace.TextOf(message, octets);
        if (message.File != file || message.Offset < start || message.Offset + message.Length > end) ReadFrom(position);
        // An input may have shrunk meanwhile.
        var at = (int)Math.Min(message.Offset - start, read.Length);
        return read.Slice(at, Math.Min(message.Length, read.Length - at));
    }

    private void ReadFrom(int position)
    {
        ref var first = ref trace.Messages[indices[position]];
        (file, start, end) = (first.File, first.Offset, first.Offset + first.Length);
        for (var i = position + 1; i < indices.Count; i++)
        {
            ref var next = ref trace.Messages[indices[i]];
            if (next.File != file || next.Offset < start || next.Offset - end > Gap || next.Offset + next.Length - start > Most) break;
            end = Math.Max(end, next.Offset + next.Length);
        }
        read = trace.Read(file, start, (int)(end - start), octets);
    }
}
