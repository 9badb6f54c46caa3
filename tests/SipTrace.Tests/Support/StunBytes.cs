using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace SipTrace.Tests.Support;

/// <summary>Builds STUN messages: a type, a transaction, attributes in order; last, if wanted, MESSAGE-INTEGRITY.</summary>
internal sealed class StunBytes
{
    private readonly List<byte> bytes;

    public StunBytes(ushort type, int transaction)
    {
        bytes = [(byte)(type >> 8), (byte)type, 0, 0, 0x21, 0x12, 0xa4, 0x42, .. new byte[12]];
        for (var i = 0; i < 4; i++) bytes[16 + i] = (byte)(transaction >> (24 - 8 * i));
    }

    public StunBytes Add(ushort type, ReadOnlySpan<byte> value)
    {
        bytes.AddRange([(byte)(type >> 8), (byte)type, (byte)(value.Length >> 8), (byte)value.Length]);
        bytes.AddRange(value);
        while (bytes.Count % 4 != 0) bytes.Add(0);
        return this;
    }

    public StunBytes Add(ushort type, uint value)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(word, value);
        return Add(type, word);
    }

    public StunBytes Add(ushort type, string text) => Add(type, Encoding.UTF8.GetBytes(text));

    /// <summary>An address of IPv4, hidden by the magic cookie.</summary>
    public StunBytes AddAddress(ushort type, string endpoint)
    {
        var at = IPEndPoint.Parse(endpoint);
        var address = at.Address.GetAddressBytes();
        return Add(type, [0, 1, (byte)(at.Port >> 8 ^ 0x21), (byte)(at.Port ^ 0x12), (byte)(address[0] ^ 0x21), (byte)(address[1] ^ 0x12), (byte)(address[2] ^ 0xa4), (byte)(address[3] ^ 0x42)]);
    }

    public byte[] Build(string? password = null)
    {
        if (password is not null)
        {
            SetLength(bytes.Count - 20 + 24);
            Add(0x0008, HMACSHA1.HashData(Encoding.UTF8.GetBytes(password), bytes.ToArray()));
        }
        SetLength(bytes.Count - 20);
        return [.. bytes];
    }

    private void SetLength(int length) => (bytes[2], bytes[3]) = ((byte)(length >> 8), (byte)length);
}
