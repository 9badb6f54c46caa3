using SipTrace.Capture.Files;
using SipTrace.Wire.Bytes;

namespace SipTrace.Tests.Support;

/// <summary>Captures to test with: those that the project ships, and some made on the spot.</summary>
internal static class Samples
{
    private static readonly string[] endings = [".pcap", ".pcapng", ".cap", ".gz"];

    /// <summary>The folder of the sources.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every capture of samples-pcap and of the fixtures, by its path below the sources.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Files() =>
        from folder in new[] { Path.Combine(Root, "samples-pcap"), Path.Combine(Root, "tests", "SipTrace.Tests", "Fixtures") }
        where Directory.Exists(folder)
        from path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        where endings.Contains(Path.GetExtension(path))
        select (Path.GetRelativePath(Root, path), File.ReadAllBytes(path));

    /// <summary>Every torture message as a UDP packet of one capture.</summary>
    public static byte[] Torture()
    {
        var messages = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Fixtures", "torture"), "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".dat" or ".sip").Order(StringComparer.Ordinal).Select(File.ReadAllBytes);
        return Pcap(messages.Select((text, i) => (i * 0.1, UdpPacket.InEthernet("192.0.2.1:5060", "192.0.2.2:5060", text))));
    }

    /// <summary>A call with an offer, its answer and some media, its times moved by so many seconds; messages reach the place of capture
    /// <paramref name="delay"/> seconds later from the caller, and so much earlier from the callee.</summary>
    public static byte[] Call(double shift = 0, double delay = 0)
    {
        const string caller = "192.0.2.1:5060", callee = "192.0.2.2:5060";
        (double At, bool FromCaller, string Start, string Method)[] messages =
        [
            (0, true, "INVITE sip:bob@192.0.2.2 SIP/2.0", "1 INVITE"),
            (0.1, false, "SIP/2.0 180 Ringing", "1 INVITE"),
            (1, false, "SIP/2.0 200 OK", "1 INVITE"),
            (1.02, true, "ACK sip:bob@192.0.2.2 SIP/2.0", "1 ACK"),
            (3, true, "BYE sip:bob@192.0.2.2 SIP/2.0", "2 BYE"),
            (3.05, false, "SIP/2.0 200 OK", "2 BYE"),
        ];
        var frames = new List<(double At, byte[] Frame)>();
        foreach (var (at, fromCaller, start, method) in messages)
        {
            var sdp = method != "1 INVITE" || start.Contains("180", StringComparison.Ordinal) ? ""
                : $"v=0\r\no=- 1 1 IN IP4 192.0.2.{(fromCaller ? 1 : 2)}\r\ns=-\r\nc=IN IP4 192.0.2.{(fromCaller ? 1 : 2)}\r\nt=0 0\r\n"
                    + "m=audio 4000 RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\na=sendrecv\r\n";
            var text = $"{start}\r\nVia: SIP/2.0/UDP {caller};branch=z9hG4bK{method[0]}\r\nFrom: \"Alice\" <sip:alice@example.com>;tag=a\r\n"
                + $"To: <sip:bob@example.com>{(start.StartsWith("INVITE", StringComparison.Ordinal) ? "" : ";tag=b")}\r\nCall-ID: one@192.0.2.1\r\n"
                + $"CSeq: {method}\r\n{(sdp.Length > 0 ? "Content-Type: application/sdp\r\n" : "")}Content-Length: {sdp.Length}\r\n\r\n{sdp}";
            var (from, to) = fromCaller ? (caller, callee) : (callee, caller);
            frames.Add((at + shift + (fromCaller ? delay : -delay), UdpPacket.InEthernet(from, to, System.Text.Encoding.ASCII.GetBytes(text))));
        }
        for (var i = 0; i < 20; i++)
        {
            byte[] rtp = [0x80, 0, 0, (byte)i, 0, 0, (byte)(i * 160 >> 8), (byte)(i * 160), 0, 0, 0, 7, .. new byte[160]];
            frames.Add((1.1 + shift + delay + i * 0.02, UdpPacket.InEthernet("192.0.2.1:4000", "192.0.2.2:4000", rtp)));
        }
        return Pcap(frames.OrderBy(frame => frame.At));
    }

    /// <summary>A capture of Ethernet frames, some time in 2023.</summary>
    public static byte[] Pcap(IEnumerable<(double At, byte[] Frame)> frames)
    {
        var stream = new MemoryStream();
        using (var writer = new PcapWriter(stream, nanoseconds: false))
        {
            foreach (var (at, bytes) in frames)
            {
                var time = new Timestamp(1_700_000_000_000_000_000 + (long)Math.Round(at * 1e6) * 1000);
                writer.Write(new Frame { Time = time, LinkType = LinkType.Ethernet, Bytes = bytes, OriginalLength = bytes.Length });
            }
        }
        return stream.ToArray();
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SipTrace.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("SipTrace.sln");
        return folder;
    }
}
