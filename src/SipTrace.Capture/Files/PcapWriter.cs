using System.Buffers.Binary;
using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Files;

/// <summary>Writes the classic pcap format, little-endian. It has room for one link type.</summary>
/// <param name="stream">Where to; closed with the writer.</param>
/// <param name="nanoseconds">Whether times are finer than microseconds.</param>
public sealed class PcapWriter(Stream stream, bool nanoseconds) : FrameWriter(stream)
{
    private (LinkType LinkType, int FcsLength)? kind;

    /// <inheritdoc/>
    protected override void WriteFrame(in Frame frame, string? comment)
    {
        if (kind is null) WriteHeader(frame.LinkType, frame.FcsLength);
        if (kind != (frame.LinkType, frame.FcsLength))
        {
            throw new UserError(
                $"the frames have several link types ({kind!.Value.LinkType}, {frame.LinkType}), and a pcap file has room for one",
                "write a .pcapng file instead");
        }
        Span<byte> head = stackalloc byte[16];
        var (seconds, rest) = Math.DivRem(Math.Max(frame.Time.Nanoseconds, 0), Timestamp.NanosecondsPerSecond);
        BinaryPrimitives.WriteUInt32LittleEndian(head, (uint)seconds);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], (uint)(nanoseconds ? rest : rest / 1000));
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], frame.Bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head[12..], frame.OriginalLength);
        Records.Write(head);
        Records.Write(frame.Bytes);
    }

    /// <inheritdoc/>
    protected override void Finish()
    {
        if (kind is null) WriteHeader(LinkType.Ethernet, 0);
    }

    private void WriteHeader(LinkType linkType, int fcsLength)
    {
        kind = (linkType, fcsLength);
        Span<byte> header = stackalloc byte[PcapReader.FileHeaderLength];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, nanoseconds ? PcapReader.MagicNanoseconds : PcapReader.MagicMicroseconds);
        header[4] = 2;
        header[6] = 4;
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], SnapLength);
        var link = (uint)linkType | (fcsLength > 0 ? PcapReader.FcsPresent | (uint)fcsLength / 2 << 28 : 0);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], link);
        Records.Write(header);
    }
}
