using System.Buffers.Binary;
using SipTrace.Correlation.Flows;
using SipTrace.Correlation.Rtp;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Rtp;

namespace SipTrace.Tests.Correlation.Rtp;

/// <summary>Sends RTP packets into a table.</summary>
internal sealed class RtpSender(RtpStreamTable table, uint ssrc = 1, byte payloadType = 0)
{
    private readonly byte[] octets = new byte[172];
    private int frames;

    public byte PayloadType { get; set; } = payloadType;

    public RtpStream Send(double milliseconds, int number, uint timestamp, bool isMarked = false, byte[]? payload = null,
        int? extension = null)
    {
        var bytes = payload is null ? octets : new byte[RtpPacket.HeaderLength + payload.Length];
        payload?.CopyTo(bytes, RtpPacket.HeaderLength);
        bytes[0] = (byte)(extension is null ? 0x80 : 0x90);
        bytes[1] = (byte)(PayloadType | (isMarked ? 0x80 : 0));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)number);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8), ssrc);
        if (extension is { } profile) BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(12), (ushort)profile);
        Assert.True(RtpPacket.TryParse(bytes, out var packet));
        var key = new RtpStreamKey(0, 0, Endpoint.FromIPv4(0x0a000001, 4000), Endpoint.FromIPv4(0x0a000002, 5000), ssrc);
        table.Take(key, packet, new Timestamp((long)(milliseconds * 1e6)), new FrameId(0, ++frames), bytes.Length);
        return table.Find(key)!;
    }

    /// <summary>Sends packets of 20 ms each, on time.</summary>
    public RtpStream Talk(int count, int first = 0, uint step = 160)
    {
        RtpStream? stream = null;
        for (var i = first; i < first + count; i++) stream = Send(i * 20, i, (uint)i * step);
        return stream!;
    }
}
