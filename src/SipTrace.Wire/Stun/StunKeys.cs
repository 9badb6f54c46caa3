using System.Security.Cryptography;
using System.Text;

namespace SipTrace.Wire.Stun;

/// <summary>
/// Keys of the long-term credential mechanism (RFC 8489 §9.2.2). SASLprep and OpaqueString are not applied: they change no ASCII.
/// </summary>
public static class StunKeys
{
    /// <summary>The key of MESSAGE-INTEGRITY: MD5 of <c>user:realm:password</c>.</summary>
    public static byte[] LongTermMd5(string user, string realm, string password) => MD5.HashData(Joined(user, realm, password));

    /// <summary>The key where PASSWORD-ALGORITHM is SHA-256: SHA-256 of <c>user:realm:password</c>.</summary>
    public static byte[] LongTermSha256(string user, string realm, string password) => SHA256.HashData(Joined(user, realm, password));

    private static byte[] Joined(string user, string realm, string password) => Encoding.UTF8.GetBytes($"{user}:{realm}:{password}");
}
