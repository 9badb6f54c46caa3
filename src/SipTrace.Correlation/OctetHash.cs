using System.Buffers.Binary;

namespace SipTrace.Correlation;

/// <summary>A hash of octets, eight at a time. It begins elsewhere in each run, so that nobody can choose texts that collide.</summary>
internal struct OctetHash
{
    private const ulong Factor = 0x9e37_79b9_7f4a_7c15;

    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();

    private ulong state;

    public static int Of(ReadOnlySpan<byte> octets)
    {
        var hash = default(OctetHash);
        hash.Add(octets);
        return hash.Value;
    }

    public readonly int Value => (int)(state ^ state >> 32);

    public void Add(ulong number)
    {
        var high = Math.BigMul(state ^ Seed ^ number, Factor, out var low);
        state = high ^ low;
    }

    /// <summary>Adds a text; two texts are not the same as one of both.</summary>
    public void Add(ReadOnlySpan<byte> octets)
    {
        Add((ulong)octets.Length);
        for (; octets.Length >= sizeof(ulong); octets = octets[sizeof(ulong)..]) Add(BinaryPrimitives.ReadUInt64LittleEndian(octets));
        if (octets.IsEmpty) return;
        ulong rest = 0;
        foreach (var octet in octets) rest = rest << 8 | octet;
        Add(rest);
    }
}
