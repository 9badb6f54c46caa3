using System.Buffers.Binary;

namespace SipTrace.Wire.Stun;

/// <summary>CRC-32 as in ISO HDLC and zip: polynomial 0x04c11db7 reflected, all ones in and out.</summary>
internal static class Crc32
{
    // For an octet with none to three zero octets after it: four octets are taken at once.
    private static readonly uint[] Table = MakeTable(0), Table1 = MakeTable(1), Table2 = MakeTable(2), Table3 = MakeTable(3);

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= 4; bytes = bytes[4..])
        {
            crc ^= BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            crc = Table3[(byte)crc] ^ Table2[(byte)(crc >> 8)] ^ Table1[(byte)(crc >> 16)] ^ Table[crc >> 24];
        }
        foreach (var octet in bytes) crc = Table[(byte)(crc ^ octet)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] MakeTable(int zeros)
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8 + 8 * zeros; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
            table[i] = crc;
        }
        return table;
    }
}
