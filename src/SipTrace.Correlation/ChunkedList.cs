using System.Runtime.CompilerServices;

namespace SipTrace.Correlation;

/// <summary>A list of structs in fixed chunks: growing copies nothing, and elements can be changed in place.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class ChunkedList<T>
    where T : struct
{
    private const int ChunkBits = 12, ChunkSize = 1 << ChunkBits;

    private T[][] chunks = [];

    /// <summary>Number of elements.</summary>
    public int Count { get; private set; }

    /// <summary>The element at an index, in place. Indices come from <see cref="Add"/>.</summary>
    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref chunks[index >> ChunkBits][index & (ChunkSize - 1)];
    }

    /// <summary>Adds an element and gives its index.</summary>
    public int Add(in T item)
    {
        if (Count >> ChunkBits == chunks.Length || chunks[Count >> ChunkBits] is null) Grow();
        this[Count] = item;
        return Count++;
    }

    /// <summary>Octets of memory that the elements take.</summary>
    internal long Size => (long)Count * Unsafe.SizeOf<T>();

    /// <summary>Drops all elements from an index on. Room for one chunk more stays.</summary>
    internal void Truncate(int count)
    {
        Count = count;
        for (var chunk = (count >> ChunkBits) + 2; chunk < chunks.Length && chunks[chunk] is not null; chunk++) chunks[chunk] = null!;
    }

    private void Grow()
    {
        var chunk = Count >> ChunkBits;
        if (chunk == chunks.Length) Array.Resize(ref chunks, Math.Max(4, chunks.Length * 2));
        chunks[chunk] = new T[ChunkSize];
    }
}
