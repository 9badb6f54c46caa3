using BenchmarkDotNet.Attributes;
using SipTrace.Wire;
using SipTrace.Wire.Bytes;

namespace SipTrace.Benchmarks;

/// <summary>The headers of one frame taken off: the shape of nearly all media, one behind a VLAN tag, and a fragment.</summary>
[MemoryDiagnoser]
public class LayersBenchmark
{
    private static readonly byte[] ip =
    [
        0x45, 0, 0, 200, 0, 7, 0, 0, 64, 17, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2,
        0x0f, 0xa0, 0x0f, 0xa2, 0, 180, 0, 0, 0x80, .. new byte[171],
    ];

    private readonly byte[] rtp = [.. new byte[12], 8, 0, .. ip];
    private readonly byte[] tagged = [.. new byte[12], 0x81, 0, 0, 100, 8, 0, .. ip];
    private readonly byte[] fragment = [.. new byte[12], 8, 0, .. ip[..6], 0x20, 0, .. ip[8..]];

    [Benchmark(Baseline = true)]
    public int Rtp() => Peel(rtp);

    [Benchmark]
    public int Vlan() => Peel(tagged);

    [Benchmark]
    public int Fragment() => Peel(fragment);

    private static int Peel(byte[] bytes)
    {
        var frame = new Frame { Time = default, LinkType = LinkType.Ethernet, Bytes = bytes, OriginalLength = bytes.Length };
        return Layers.TryPeel(frame, out var packet, out _) ? packet.Payload.Length : throw new InvalidOperationException("not peeled");
    }
}
