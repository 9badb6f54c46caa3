namespace SipTrace.Wire.Bytes;

/// <summary>Memory for octets that are all needed for the same while, used again for the next ones. For one thread.</summary>
public sealed class OctetBuffer
{
    private const int SmallBlock = 1 << 16, LargeBlock = 1 << 20;

    private byte[] block = [];
    private int used;

    /// <summary>So many octets, with whatever is in them.</summary>
    public Memory<byte> Take(int length)
    {
        if (length > block.Length - used)
        {
            // What was taken of the block before stays with who took it.
            block = new byte[Math.Max(length, block.Length == 0 ? SmallBlock : LargeBlock)];
            used = 0;
        }
        used += length;
        return block.AsMemory(used - length, length);
    }

    /// <summary>Takes everything back: nobody may look at it any more.</summary>
    public void Clear()
    {
        used = 0;
        if (block.Length > LargeBlock) block = [];
    }
}
