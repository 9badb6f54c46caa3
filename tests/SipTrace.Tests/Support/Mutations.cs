namespace SipTrace.Tests.Support;

/// <summary>Variants of good bytes that no sender would make: bits flipped, stretches cut out, repeated or overwritten. The same seed
/// gives the same ones.</summary>
internal static class Mutations
{
    public static IEnumerable<byte[]> Of(byte[] bytes, int count, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++) yield return Mutate(bytes, random);
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        var result = new List<byte>(bytes);
        for (var changes = random.Next(1, 6); changes > 0 && result.Count > 0; changes--)
        {
            var at = random.Next(result.Count);
            var length = Math.Min(random.Next(1, 40), result.Count - at);
            switch (random.Next(6))
            {
                case 0: result[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: result.RemoveRange(at, length); break;
                case 2: result.InsertRange(at, result.GetRange(at, length)); break;
                case 3: result[at] = (byte)random.Next(256); break;
                case 4: result.RemoveRange(at, result.Count - at); break;
                default: result[at] = "\r\n \t\":;,<>[]=-/0"u8[random.Next(16)]; break;
            }
        }
        return [.. result];
    }
}
