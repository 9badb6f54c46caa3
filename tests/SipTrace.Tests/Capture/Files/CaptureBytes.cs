using System.Buffers.Binary;
using System.Text;

namespace SipTrace.Tests.Capture.Files;

/// <summary>Builds capture files octet by octet.</summary>
internal sealed class CaptureBytes(bool bigEndian = false)
{
    private readonly MemoryStream bytes = new();

    public byte[] ToArray() => bytes.ToArray();

    public CaptureBytes U16(int value)
    {
        Span<byte> octets = stackalloc byte[2];
        if (bigEndian) BinaryPrimitives.WriteUInt16BigEndian(octets, (ushort)value);
        else BinaryPrimitives.WriteUInt16LittleEndian(octets, (ushort)value);
        return Raw(octets);
    }

    public CaptureBytes U32(long value)
    {
        Span<byte> octets = stackalloc byte[4];
        if (bigEndian) BinaryPrimitives.WriteUInt32BigEndian(octets, (uint)value);
        else BinaryPrimitives.WriteUInt32LittleEndian(octets, (uint)value);
        return Raw(octets);
    }

    public CaptureBytes U64(ulong value)
    {
        Span<byte> octets = stackalloc byte[8];
        if (bigEndian) BinaryPrimitives.WriteUInt64BigEndian(octets, value);
        else BinaryPrimitives.WriteUInt64LittleEndian(octets, value);
        return Raw(octets);
    }

    public CaptureBytes Raw(ReadOnlySpan<byte> octets)
    {
        bytes.Write(octets);
        return this;
    }

    public CaptureBytes PcapHeader(uint magic = 0xa1b2c3d4, uint linkType = 1, uint snapLength = 65535) =>
        U32(magic).U16(2).U16(4).U32(0).U32(0).U32(snapLength).U32(linkType);

    public CaptureBytes Record(long seconds, long fraction, string payload, int? original = null) =>
        U32(seconds).U32(fraction).U32(payload.Length).U32(original ?? payload.Length).Raw(Encoding.ASCII.GetBytes(payload));

    public CaptureBytes Block(uint type, Action<CaptureBytes> fill)
    {
        var content = new CaptureBytes(bigEndian);
        fill(content);
        var inside = content.ToArray();
        var padding = (4 - inside.Length % 4) % 4;
        var total = inside.Length + padding + 12;
        return U32(type).U32(total).Raw(inside).Raw(new byte[padding]).U32(total);
    }

    public CaptureBytes Section() => Block(0x0a0d0d0a, b => b.U32(0x1a2b3c4d).U16(1).U16(0).U64(ulong.MaxValue));

    public CaptureBytes Interface(int linkType = 1, uint snapLength = 0, Action<CaptureBytes>? options = null) =>
        Block(1, b =>
        {
            b.U16(linkType).U16(0).U32(snapLength);
            options?.Invoke(b);
        });

    public CaptureBytes Option(int code, ReadOnlySpan<byte> value) =>
        U16(code).U16(value.Length).Raw(value).Raw(new byte[(4 - value.Length % 4) % 4]);

    public CaptureBytes Packet(int of, ulong ticks, string payload, Action<CaptureBytes>? options = null) =>
        Block(6, b =>
        {
            b.U32(of).U32((long)(ticks >> 32)).U32((long)(ticks & uint.MaxValue)).U32(payload.Length).U32(payload.Length);
            b.Raw(Encoding.ASCII.GetBytes(payload)).Raw(new byte[(4 - payload.Length % 4) % 4]);
            options?.Invoke(b);
        });
}
