namespace SipTrace.Correlation.Ice;

/// <summary>
/// The octets of ICE checks, though they also stand in the input: the integrity of each is verified, and to read so many short messages again, one by
/// one, takes longer than to keep them. Those beyond a few megabytes are not kept.
/// </summary>
internal sealed class CheckOctets
{
    private const int Block = 1 << 17, MostBlocks = 64;

    private readonly List<byte[]> blocks = [];
    private readonly List<int> ends = [];       // by transaction: where its check ends, counted through all blocks; 0 for none
    private int room;                           // in the last block

    /// <summary>Octets of memory.</summary>
    public long Size => blocks.Count * (long)Block + ends.Capacity * sizeof(int);

    /// <summary>Keeps the check of a transaction, if there is room.</summary>
    public void Add(int transaction, ReadOnlySpan<byte> check)
    {
        if (check.Length > room)
        {
            if (check.Length > Block || blocks.Count == MostBlocks) return;
            blocks.Add(new byte[Block]);
            room = Block;
        }
        check.CopyTo(blocks[^1].AsSpan(Block - room));
        room -= check.Length;
        while (ends.Count <= transaction) ends.Add(0);
        ends[transaction] = blocks.Count * Block - room;
    }

    /// <summary>The check of a transaction; empty where it was not kept.</summary>
    public ReadOnlyMemory<byte> Of(int transaction, int length)
    {
        if (transaction >= ends.Count || ends[transaction] == 0) return default;
        var start = ends[transaction] - length;
        return blocks[start / Block].AsMemory(start % Block, length);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        blocks.Clear();
        ends.Clear();
        room = 0;
    }
}
