using System.Buffers.Binary;
using System.IO.Compression;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;

namespace SipTrace.Wire.Hep;

/// <summary>A packet that a capture agent saw and sent on: HEP version 3 (chunks), and the older versions 1 and 2 (one header).</summary>
public ref struct HepPacket
{
    /// <summary>Octets that a compressed payload may grow to; it is cut there.</summary>
    public const int MaximumPayload = 1024 * 1024;

    /// <summary>1, 2 or 3.</summary>
    public int Version { get; internal set; }

    /// <summary>Who sent the packet that was captured.</summary>
    public Endpoint Source { get; internal set; }

    /// <summary>Who it was sent to.</summary>
    public Endpoint Destination { get; internal set; }

    /// <summary>The transport it was captured from.</summary>
    public IpProtocol Protocol { get; internal set; }

    /// <summary>When the agent captured it; null in version 1.</summary>
    public Timestamp? Time { get; internal set; }

    /// <summary>What the payload is said to be. Agents differ; content decides.</summary>
    public HepPayloadType PayloadType { get; internal set; }

    /// <summary>Number of the capture agent; 0 where it is not said.</summary>
    public uint AgentId { get; internal set; }

    /// <summary>What the agent relates the packet to, as a rule a Call-ID; empty where it is not said.</summary>
    public ReadOnlySpan<byte> CorrelationId { get; internal set; }

    /// <summary>The key that the agent shows to the collector, in clear; empty where there is none.</summary>
    public ReadOnlySpan<byte> AuthKey { get; internal set; }

    /// <summary>Name of the capture agent; empty where it is not said.</summary>
    public ReadOnlySpan<byte> AgentName { get; internal set; }

    /// <summary>The packet's payload, in compressed form where <see cref="IsCompressed"/>.</summary>
    public ReadOnlySpan<byte> Payload { get; internal set; }

    /// <summary>Whether <see cref="Payload"/> is gzip, zlib or bare deflate.</summary>
    public bool IsCompressed { get; internal set; }

    /// <summary>Reads one packet of any version. False where lengths, families or chunks contradict each other.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out HepPacket packet)
    {
        packet = default;
        if (bytes.Length < 6) return false;
        return bytes[0] is 1 or 2 ? HepHeader.TryParse(bytes, ref packet) : HepChunks.TryParse(bytes, ref packet);
    }

    /// <summary>The payload in clear. Allocates where it is compressed; false where it cannot be decompressed.</summary>
    public readonly bool TryReadPayload(out ReadOnlySpan<byte> payload)
    {
        payload = Payload;
        if (!IsCompressed) return true;
        using var input = new MemoryStream(Payload.ToArray(), writable: false);
        using var stream = Decompress(input, Payload);
        var output = new byte[Math.Clamp(Payload.Length * 4, 4096, MaximumPayload)];
        var length = 0;
        try
        {
            int read;
            while ((read = stream.Read(output, length, output.Length - length)) > 0)
            {
                length += read;
                if (length == MaximumPayload) break;
                if (length == output.Length) Array.Resize(ref output, Math.Min(length * 2, MaximumPayload));
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }
        payload = output.AsSpan(0, length);
        return length > 0;
    }

    private static Stream Decompress(Stream input, ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\u001f"u8) && bytes.Length > 1 && bytes[1] == 0x8b) return new GZipStream(input, CompressionMode.Decompress);
        // RFC 1950: deflate with a window of 32 KiB at most, and the two octets are a multiple of 31.
        var isZlib = bytes.Length > 1 && (bytes[0] & 0x8f) == 8 && BinaryPrimitives.ReadUInt16BigEndian(bytes) % 31 == 0;
        return isZlib ? new ZLibStream(input, CompressionMode.Decompress) : new DeflateStream(input, CompressionMode.Decompress);
    }
}
