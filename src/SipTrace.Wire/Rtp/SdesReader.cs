using System.Buffers.Binary;

namespace SipTrace.Wire.Rtp;

/// <summary>
/// Walks the items of all chunks of an SDES packet (RFC 3550 §6.5): <c>ssrc u32 | items | 0 ... to a multiple of 4</c>; for use with
/// <c>foreach</c>.
/// </summary>
public ref struct SdesReader
{
    private readonly ReadOnlySpan<byte> chunks;
    private int next, chunksLeft;
    private uint ssrc;
    private bool isInChunk;

    internal SdesReader(ReadOnlySpan<byte> chunks, int count)
    {
        this.chunks = chunks;
        chunksLeft = count;
    }

    /// <summary>The item that the last <see cref="MoveNext"/> found.</summary>
    public SdesItem Current { get; private set; }

    /// <summary>Goes to the next item. False at the end, and where one runs past the packet.</summary>
    public bool MoveNext()
    {
        while (true)
        {
            if (!isInChunk)
            {
                if (chunksLeft <= 0 || chunks.Length - next < 4) return false;
                ssrc = BinaryPrimitives.ReadUInt32BigEndian(chunks[next..]);
                next += 4;
                chunksLeft--;
                isInChunk = true;
            }
            if (next >= chunks.Length) return false;
            if (chunks[next] == (byte)SdesItemType.End)
            {
                next = (next + 4) & ~3;
                isInChunk = false;
                continue;
            }
            if (chunks.Length - next < 2 || chunks.Length - next - 2 < chunks[next + 1]) return false;
            Current = new SdesItem(ssrc, (SdesItemType)chunks[next], chunks.Slice(next + 2, chunks[next + 1]));
            next += 2 + chunks[next + 1];
            return true;
        }
    }

    /// <summary>The reader itself, as <c>foreach</c> asks for.</summary>
    public readonly SdesReader GetEnumerator() => this;
}
