using System.Buffers.Binary;

namespace SipTrace.Capture.Files;

/// <summary>Tells what an input holds from its first octets.</summary>
public static class InputSniffer
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];

    /// <summary>What begins with these octets; a hundred are enough, and fewer only where the input has no more.</summary>
    public static InputKind KindOf(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty) return InputKind.Empty;
        if (head.Length >= 4 && IsPcap(BinaryPrimitives.ReadUInt32LittleEndian(head))) return InputKind.Pcap;
        if (head.StartsWith("\n\r\r\n"u8)) return InputKind.PcapNg;
        if (head.StartsWith<byte>([0x1f, 0x8b])) return InputKind.Gzip;
        if (head.StartsWith(ByteOrderMark)) head = head[3..];
        head = head.TrimStart("\r\n\t "u8);
        if (head.StartsWith("v=0"u8) || head.StartsWith("v="u8) && head.IndexOf("\no="u8) > 0) return InputKind.SdpText;
        var end = head.IndexOfAny((byte)'\r', (byte)'\n');
        return IsSipLine(end < 0 ? head : head[..end]) ? InputKind.SipText : InputKind.Foreign;
    }

    /// <summary>What to do with an input that is no capture; null where the name of the format would not help.</summary>
    internal static string? HintFor(ReadOnlySpan<byte> head) => head switch
    {
        _ when head.StartsWith("RTSS"u8) || head.StartsWith("GMBU"u8) => Convert("a Microsoft Network Monitor capture"),
        _ when head.StartsWith("snoop\0\0\0"u8) => Convert("a Solaris snoop capture"),
        _ when head.StartsWith("TRSNIFF data"u8) || head.StartsWith("XCP\0"u8) => Convert("a Sniffer capture"),
        _ when head.StartsWith("iptrace "u8) => Convert("an AIX iptrace capture"),
        _ when head.StartsWith("btsnoop\0"u8) => Convert("a Bluetooth capture"),
        _ when head.StartsWith<byte>([0x28, 0xb5, 0x2f, 0xfd]) => "it is compressed with zstd: unpack it first (zstd -d)",
        _ when head.StartsWith<byte>([0xfd, (byte)'7', (byte)'z', (byte)'X']) => "it is compressed with xz: unpack it first (xz -dk)",
        _ when head.StartsWith("BZh"u8) => "it is compressed with bzip2: unpack it first (bzip2 -dk)",
        _ when head.StartsWith<byte>([(byte)'P', (byte)'K', 3, 4]) => "it is a zip archive: unpack it first",
        _ => null,
    };

    private static string Convert(string what) => $"it is {what}: convert it with editcap -F pcapng";

    private static bool IsPcap(uint magic) => IsPcapMagic(magic) || IsPcapMagic(BinaryPrimitives.ReverseEndianness(magic));

    private static bool IsPcapMagic(uint magic) =>
        magic is PcapReader.MagicMicroseconds or PcapReader.MagicNanoseconds or PcapReader.MagicKuznetzov;

    /// <summary>Whether a line is a SIP start line, or one of <c>12.5 192.0.2.1:5060 > 192.0.2.2:5060 SIP/TCP</c>.</summary>
    private static bool IsSipLine(ReadOnlySpan<byte> line)
    {
        if (line.ContainsAnyInRange((byte)0, (byte)8)) return false;
        if (line.StartsWith("SIP/2.0 "u8) || line.TrimEnd((byte)' ').EndsWith(" SIP/2.0"u8)) return true;
        if (line.StartsWith("SIP/"u8) || line.LastIndexOf(" SIP/"u8) > 0 && char.IsAsciiLetter((char)line[0])) return true;
        return char.IsAsciiDigit((char)(line.IsEmpty ? 0 : line[0])) && line.IndexOf(" > "u8) > 0 && line.IndexOf(" SIP"u8) > 0;
    }
}
