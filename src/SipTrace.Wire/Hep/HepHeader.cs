using System.Buffers.Binary;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;
using SipTrace.Wire.Sip;

namespace SipTrace.Wire.Hep;

/// <summary>HEP 1 and 2: <c>version | length | family | protocol | ports(2+2) | addresses</c>; 2 adds <c>seconds(4)
/// microseconds(4) agent(2)</c>.</summary>
/// <remarks>What version 2 adds is in the sender's byte order and may be followed by 2 octets of padding: agents send a C
/// structure as it is.</remarks>
internal static class HepHeader
{
    private const int FixedLength = 8, CaptureLength = 10, Padding = 2;

    public static bool TryParse(ReadOnlySpan<byte> bytes, ref HepPacket packet)
    {
        // AF_INET6 is 10 on Linux, 24 to 30 on the BSDs.
        int address = bytes[2] switch { 2 => 4, 10 or 24 or 28 or 30 => 16, _ => 0 };
        var header = FixedLength + 2 * address;
        var protocol = (IpProtocol)bytes[3];
        if (address == 0 || protocol is not (IpProtocol.Udp or IpProtocol.Tcp or IpProtocol.Sctp) || bytes.Length < header) return false;
        int said = bytes[1];
        if (said != header && (bytes[0] == 1 || said != header + CaptureLength && said != header + CaptureLength + Padding)) return false;
        packet.Version = bytes[0];
        packet.Protocol = protocol;
        packet.Source = Endpoint.From(bytes.Slice(FixedLength, address), BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]));
        packet.Destination = Endpoint.From(bytes.Slice(FixedLength + address, address), BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]));
        var rest = bytes[header..];
        if (packet.Version == 2)
        {
            if (rest.Length < CaptureLength) return false;
            ReadCapture(rest, ref packet);
            var isPadded = said == header ? !SipText.LooksLikeSip(rest[CaptureLength..]) : said == header + CaptureLength + Padding;
            var skip = CaptureLength + (isPadded ? Padding : 0);
            if (rest.Length < skip) return false;
            rest = rest[skip..];
        }
        packet.Payload = rest;
        return true;
    }

    /// <summary>Microseconds are below a million in the right byte order; both fit only where they are tiny, and then most senders
    /// are little-endian.</summary>
    private static void ReadCapture(ReadOnlySpan<byte> capture, ref HepPacket packet)
    {
        const uint million = 1_000_000;
        uint seconds = BinaryPrimitives.ReadUInt32LittleEndian(capture), micros = BinaryPrimitives.ReadUInt32LittleEndian(capture[4..]);
        packet.AgentId = BinaryPrimitives.ReadUInt16LittleEndian(capture[8..]);
        if (micros >= million)
        {
            seconds = BinaryPrimitives.ReverseEndianness(seconds);
            micros = BinaryPrimitives.ReverseEndianness(micros);
            packet.AgentId = BinaryPrimitives.ReadUInt16BigEndian(capture[8..]);
        }
        packet.Time = Timestamp.FromUnix(seconds, micros * 1000L);
    }
}
