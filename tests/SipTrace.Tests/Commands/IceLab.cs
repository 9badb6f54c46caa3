using System.IO.Compression;
using System.Text.Json.Nodes;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Commands;

/// <summary>The captures of calls with ICE between real agents behind real NATs; most of their RTP is taken out.</summary>
internal static class IceLab
{
    /// <summary>The rows of the table of what they show.</summary>
    public static IEnumerable<string[]> Rows => Fixture.Rows("ice/expected.tsv");

    /// <summary>The octets of a capture.</summary>
    public static byte[] Bytes(string capture)
    {
        using var zipped = new GZipStream(File.OpenRead(PathOf(capture)), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        zipped.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>What <c>siptrace ice</c> says of a capture.</summary>
    public static JsonNode Ice(string capture) => IceOf(PathOf(capture));

    /// <summary>What it says of a file.</summary>
    public static JsonNode IceOf(string path)
    {
        var run = ProgramRun.Of("ice", path, "--format", "json", "--quiet");
        Assert.Equal((0, ""), (run.Status, run.Error));
        return JsonNode.Parse(run.Output)!;
    }

    public static string PathOf(string capture) => Fixture.PathOf($"ice/{capture}.pcap.gz");
}
