using System.Buffers.Binary;

namespace SipTrace.Tests.Fuzz;

/// <summary>A damaged copy of a capture file, and in words what was done to it. The same random numbers give the same damage.</summary>
internal sealed class CaptureMutation
{
    private static readonly uint[] lengths = [0, 1, 3, 4, 7, 8, 12, 0x7f, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffc, uint.MaxValue];
    private static readonly byte[][] words =
    [
        "99999999999999999999"u8.ToArray(), "-1"u8.ToArray(), "\r\n\r\n"u8.ToArray(), "\r\n"u8.ToArray(), "\""u8.ToArray(), "<"u8.ToArray(), ";"u8.ToArray(),
        "SIP/2.0 200 OK\r\n"u8.ToArray(), "Content-Length: 4294967296\r\n"u8.ToArray(), "a=candidate:"u8.ToArray(), "m=audio 70000 RTP/AVP 0\r\n"u8.ToArray(), [0], [0xff, 0xfe],
    ];

    private readonly List<byte> bytes;
    private readonly List<string> steps = [];
    private readonly Random random;

    public CaptureMutation(byte[] sample, Random random)
    {
        bytes = [.. sample];
        this.random = random;
        for (var count = 1 + random.Next(random.Next(1, 30)); count > 0 && bytes.Count > 0; count--) Damage();
    }

    public byte[] Bytes => [.. bytes];

    public override string ToString() => string.Join("; ", steps);

    private void Damage()
    {
        var at = random.Next(bytes.Count);
        switch (random.Next(20))
        {
            case < 6:
                bytes[at] ^= (byte)(1 << random.Next(8));
                Tell($"a bit of {at} flipped");
                break;
            case < 9:
                Overwrite(at, random.Next(2) == 0 ? 2 : 4, lengths[random.Next(lengths.Length)]);
                break;
            case < 11:
                var change = random.Next(-3, 4);
                bytes[at] = (byte)(bytes[at] + change);
                Tell($"{at} changed by {change}");
                break;
            case 11 when random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                Tell($"cut at {at}");
                break;
            case 12:
                var removed = Math.Min(random.Next(1, 200), bytes.Count - at);
                bytes.RemoveRange(at, removed);
                Tell($"{removed} octets removed at {at}");
                break;
            case 13:
                var word = words[random.Next(words.Length)];
                for (var i = 0; i < word.Length && at + i < bytes.Count; i++) bytes[at + i] = word[i];
                Tell($"text written at {at}");
                break;
            case 14:
                var repeated = Math.Min(random.Next(1, 2000), bytes.Count - at);
                bytes.InsertRange(at, bytes.GetRange(at, repeated));
                Tell($"{repeated} octets repeated at {at}");
                break;
            default:
                DamageRecord();
                break;
        }
    }

    private void Overwrite(int at, int octets, uint value)
    {
        var isBigEndian = random.Next(3) > 0;
        for (var i = 0; i < octets && at + i < bytes.Count; i++) bytes[at + i] = (byte)(value >> 8 * (isBigEndian ? octets - 1 - i : i));
        Tell($"{octets} octets at {at} set to {value} ({(isBigEndian ? "big" : "little")}-endian)");
    }

    private void DamageRecord()
    {
        var (start, length, lengthAt) = Record();
        if (length == 0) return;
        switch (random.Next(5))
        {
            case 0:
                bytes.InsertRange(start, bytes.GetRange(start, length));
                Tell($"record at {start} doubled");
                break;
            case 1:
                bytes.RemoveRange(start, length);
                Tell($"record at {start} removed");
                break;
            case 2:
                var record = bytes.GetRange(start, length);
                bytes.RemoveRange(start, length);
                bytes.AddRange(record);
                Tell($"record at {start} moved to the end");
                break;
            case 3:
                Overwrite(lengthAt, 4, lengths[random.Next(lengths.Length)]);
                break;
            default:
                Overwrite(start + random.Next(length), random.Next(1, 5), lengths[random.Next(lengths.Length)]);
                break;
        }
    }

    /// <summary>Some record of a little-endian file; of no length where this is none, or it is damaged before that record.</summary>
    private (int Start, int Length, int LengthAt) Record()
    {
        var span = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes);
        var isNg = span.StartsWith("\n\r\r\n"u8);
        var (at, found, skipped) = (isNg ? 0 : 24, (0, 0, 0), random.Next(100));
        while (at + 16 <= span.Length)
        {
            var length = isNg ? BinaryPrimitives.ReadUInt32LittleEndian(span[(at + 4)..]) : 16L + BinaryPrimitives.ReadUInt32LittleEndian(span[(at + 8)..]);
            if (length < 12 || length > span.Length - at) break;
            found = (at, (int)length, at + (isNg ? 4 : 8));
            if (skipped-- == 0) break;
            at += (int)length;
        }
        return found;
    }

    private void Tell(string step) => steps.Add(step);
}
