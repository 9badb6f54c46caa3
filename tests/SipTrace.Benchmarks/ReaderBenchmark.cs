using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using SipTrace.Capture.Files;
using SipTrace.Wire.Bytes;

namespace SipTrace.Benchmarks;

/// <summary>Frames out of capture files of 100,000 RTP-sized records; the figures are per frame.</summary>
[MemoryDiagnoser]
public class ReaderBenchmark
{
    private const int Frames = 100_000;

    private readonly string folder = Directory.CreateTempSubdirectory("siptrace-bench-").FullName;
    private CaptureSet pcap = null!, pcapNg = null!, merged = null!;

    [GlobalSetup]
    public void Write()
    {
        string[] paths = [Path.Combine(folder, "a.pcap"), Path.Combine(folder, "b.pcapng")];
        Fill(new PcapWriter(File.Create(paths[0]), nanoseconds: false));
        Fill(new PcapNgWriter(File.Create(paths[1]), _ => null, []));
        pcap = CaptureSet.Open(paths[..1]);
        pcapNg = CaptureSet.Open(paths[1..]);
        merged = CaptureSet.Open(paths);
    }

    [GlobalCleanup]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Benchmark(OperationsPerInvoke = Frames)]
    public long Pcap() => Octets(pcap);

    [Benchmark(OperationsPerInvoke = Frames)]
    public long PcapNg() => Octets(pcapNg);

    [Benchmark(OperationsPerInvoke = 2 * Frames)]
    public long TwoMerged() => Octets(merged);

    private static void Fill(FrameWriter writer)
    {
        using var _ = writer;
        var bytes = new byte[214];
        for (var i = 0; i < Frames; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes, i);
            writer.Write(new Frame
            {
                Time = new Timestamp(1_700_000_000_000_000_000 + i * 20_000L),
                LinkType = LinkType.Ethernet,
                Bytes = bytes,
                OriginalLength = bytes.Length,
            });
        }
    }

    private static long Octets(CaptureSet set)
    {
        using var source = set.Read();
        long octets = 0;
        while (source.MoveNext()) octets += source.Current.Bytes.Length;
        return octets;
    }
}
