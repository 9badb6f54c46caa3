using System.Buffers.Binary;
using System.Text;
using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Files;

/// <summary>Writes pcapng, little-endian: one section, an interface for each capture point and link type, times in nanoseconds.</summary>
public sealed class PcapNgWriter : FrameWriter
{
    private const int CommentOption = 1, NameOption = 2, ResolutionOption = 9, FcsOption = 13;
    private const int LongestOption = 0xffff;

    private static readonly byte[] Padding = new byte[3];

    private readonly Func<int, string?> nameOfPoint;
    private readonly Dictionary<(int Point, LinkType LinkType, int FcsLength), int> interfaces = [];
    private readonly MemoryStream content = new();

    /// <summary>Begins a file.</summary>
    /// <param name="stream">Where to; closed with the writer.</param>
    /// <param name="nameOfPoint">The name of a capture point, which its interface gets; null for none.</param>
    /// <param name="secrets">Secrets to carry on; they stand before all packets, where readers need them.</param>
    public PcapNgWriter(Stream stream, Func<int, string?> nameOfPoint, IEnumerable<DecryptionSecrets> secrets)
        : base(stream)
    {
        this.nameOfPoint = nameOfPoint;
        UInt32(PcapNgReader.ByteOrderMagic);
        UInt32(1);
        UInt32(uint.MaxValue);
        UInt32(uint.MaxValue);
        EndBlock(PcapNgReader.SectionHeader);
        foreach (var secret in secrets)
        {
            UInt32(secret.Type);
            UInt32((uint)secret.Content.Length);
            Padded(secret.Content.Span);
            EndBlock(PcapNgReader.DecryptionSecretsBlock);
        }
    }

    /// <inheritdoc/>
    protected override void WriteFrame(in Frame frame, string? comment)
    {
        var key = (frame.Point, frame.LinkType, frame.FcsLength);
        if (!interfaces.TryGetValue(key, out var id))
        {
            id = interfaces.Count;
            interfaces.Add(key, id);
            WriteInterface(key.Point, key.LinkType, key.FcsLength);
        }
        var time = (ulong)Math.Max(frame.Time.Nanoseconds, 0);
        UInt32((uint)id);
        UInt32((uint)(time >> 32));
        UInt32((uint)time);
        UInt32((uint)frame.Bytes.Length);
        UInt32((uint)frame.OriginalLength);
        Padded(frame.Bytes);
        if (!string.IsNullOrEmpty(comment))
        {
            Option(CommentOption, Encoding.UTF8.GetBytes(comment));
            UInt32(0);
        }
        EndBlock(PcapNgReader.EnhancedPacket);
    }

    /// <inheritdoc/>
    protected override void Finish()
    {
    }

    private void WriteInterface(int point, LinkType linkType, int fcsLength)
    {
        UInt32((uint)linkType);
        UInt32(SnapLength);
        if (nameOfPoint(point) is { } name) Option(NameOption, Encoding.UTF8.GetBytes(name));
        Option(ResolutionOption, [9]);
        if (fcsLength > 0) Option(FcsOption, [(byte)fcsLength]);
        UInt32(0);
        EndBlock(PcapNgReader.InterfaceDescription);
    }

    private void Option(int code, ReadOnlySpan<byte> value)
    {
        if (value.Length > LongestOption) value = value[..LongestOption];
        UInt32((uint)code | (uint)value.Length << 16);
        Padded(value);
    }

    private void UInt32(uint value)
    {
        Span<byte> octets = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(octets, value);
        content.Write(octets);
    }

    private void Padded(ReadOnlySpan<byte> bytes)
    {
        content.Write(bytes);
        content.Write(Padding, 0, -bytes.Length & 3);
    }

    /// <summary>Writes what was gathered as one block.</summary>
    private void EndBlock(uint type)
    {
        var total = (uint)content.Length + 12;
        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(head, type);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], total);
        Records.Write(head);
        Records.Write(content.GetBuffer(), 0, (int)content.Length);
        Records.Write(head[4..]);
        content.SetLength(0);
    }
}
