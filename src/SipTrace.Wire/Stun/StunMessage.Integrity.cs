using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SipTrace.Wire.Stun;

public readonly ref partial struct StunMessage
{
    private const uint FingerprintMask = 0x5354554e;

    /// <summary>Whether a FINGERPRINT is there.</summary>
    public bool HasFingerprint => Has(StunAttributeType.Fingerprint);

    /// <summary>Whether FINGERPRINT is there, last, and the CRC-32 of what stands before it (RFC 8489 §14.7).</summary>
    public bool FingerprintIsRight
    {
        get
        {
            if (!TryFind(StunAttributeType.Fingerprint, out var attribute) || attribute.Value.Length != 4 || IsCut) return false;
            if (attribute.Offset + 8 != bytes.Length) return false;
            var crc = Crc32.Of(bytes[..attribute.Offset]);
            return (crc ^ FingerprintMask) == BinaryPrimitives.ReadUInt32BigEndian(attribute.Value);
        }
    }

    /// <summary>
    /// Checks MESSAGE-INTEGRITY-SHA256 where there is one, else MESSAGE-INTEGRITY, with a key: an ICE or short-term password as it is,
    /// or what <see cref="StunKeys"/> makes of a long-term credential. Does not allocate for messages up to 2 KiB.
    /// </summary>
    public StunIntegrity VerifyIntegrity(ReadOnlySpan<byte> key)
    {
        if (TryFind(StunAttributeType.MessageIntegritySha256, out var attribute))
        {
            return attribute.Value.Length is >= 16 and <= 32 && attribute.Value.Length % 4 == 0 && HmacIs(attribute, key)
                ? StunIntegrity.Right : StunIntegrity.Wrong;
        }
        if (TryFind(StunAttributeType.MessageIntegrity, out attribute))
        {
            return attribute.Value.Length == HMACSHA1.HashSizeInBytes && HmacIs(attribute, key) ? StunIntegrity.Right : StunIntegrity.Wrong;
        }
        return IsCut ? StunIntegrity.Cut : StunIntegrity.Absent;
    }

    /// <summary>The same with an ICE or short-term password as text.</summary>
    public StunIntegrity VerifyIntegrity(string password)
    {
        var longest = Encoding.UTF8.GetMaxByteCount(password.Length);
        var key = longest <= 1024 ? stackalloc byte[longest] : new byte[longest];
        return VerifyIntegrity(key[..Encoding.UTF8.GetBytes(password, key)]);
    }

    private bool HmacIs(StunAttribute attribute, ReadOnlySpan<byte> key)
    {
        // The HMAC covers a header whose length ends at the attribute's own end, whatever follows it (RFC 8489 §14.5).
        var covered = bytes[..attribute.Offset];
        var copy = covered.Length <= 2048 ? stackalloc byte[covered.Length] : new byte[covered.Length];
        covered.CopyTo(copy);
        BinaryPrimitives.WriteUInt16BigEndian(copy[2..], (ushort)(attribute.Offset + 4 + attribute.Value.Length - HeaderLength));
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (attribute.Type == StunAttributeType.MessageIntegritySha256) HMACSHA256.HashData(key, copy, hash);
        else HMACSHA1.HashData(key, copy, hash);
        return hash[..attribute.Value.Length].SequenceEqual(attribute.Value);
    }
}
