using FsCheck;
using FsCheck.Fluent;
using SipTrace.Correlation.Rtp;

namespace SipTrace.Tests.Correlation.Rtp;

/// <summary>The counters of a stream against a model that keeps every packet and counts at the end.</summary>
public class RtpStreamModelTest
{
    private const double PacketMs = 20;
    private const uint Step = 160;

    [Fact]
    public void CountersAgreeWithAModelThatKeepsEveryPacket()
    {
        var moves = Gen.Zip(Gen.Choose(0, 99), Gen.Choose(0, 399)).ListOf().ToArbitrary();
        Prop.ForAll(moves, list => Agrees(Journey([.. list]))).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(300));
    }

    private sealed record Sent(double AtMs, int Number);

    // On the way packets are delayed by up to 40 ms, lost, doubled, or overtaken by the next one.
    private static List<Sent> Journey((int Kind, int Delay)[] moves)
    {
        var arrived = new List<Sent>();
        for (var number = 0; number < moves.Length; number++)
        {
            var (kind, delay) = moves[number];
            if (kind < 8 && number > 0) continue;
            var packet = new Sent(number * PacketMs + delay / 10.0, number);
            arrived.Add(packet);
            if (kind > 94) arrived.Add(packet with { AtMs = packet.AtMs + 1 });
        }
        return [.. arrived.OrderBy(packet => packet.AtMs)];
    }

    private static bool Agrees(List<Sent> packets)
    {
        if (packets.Count == 0) return true;
        var sender = new RtpSender(new RtpStreamTable((in RtpStreamKey _, byte _) => default));
        RtpStream? stream = null;
        foreach (var packet in packets) stream = sender.Send(packet.AtMs, 1000 + packet.Number, 5000 + (uint)packet.Number * Step);
        var numbers = packets.Select(packet => packet.Number).ToHashSet();
        var expected = numbers.Max() - numbers.Min() + 1;
        var (mean, max) = Jitter(packets);
        return stream!.Packets == packets.Count && stream.Unique == numbers.Count && stream.Expected == expected
            && stream.Lost == expected - numbers.Count && stream.Duplicates == packets.Count - numbers.Count
            && stream.Bytes == numbers.Count * 172L && LongestHole(numbers) == stream.MaxBurstLost
            && Near(mean, stream.MeanJitterMs) && Near(max, stream.MaxJitterMs);
    }

    // RFC 3550 A.8, over the packets in the order of arrival, each number once.
    private static (double? Mean, double? Max) Jitter(List<Sent> packets)
    {
        var seen = new HashSet<int>();
        var unique = packets.Where(packet => seen.Add(packet.Number)).ToList();
        var estimates = new List<double>();
        double jitter = 0;
        for (var i = 1; i < unique.Count; i++)
        {
            var difference = unique[i].AtMs - unique[i - 1].AtMs - (unique[i].Number - unique[i - 1].Number) * PacketMs;
            jitter += (Math.Abs(difference) - jitter) / 16;
            estimates.Add(jitter);
        }
        return estimates.Count == 0 ? (null, null) : (estimates.Average(), estimates.Max());
    }

    private static int LongestHole(HashSet<int> numbers)
    {
        var ordered = numbers.Order().ToArray();
        return ordered.Zip(ordered.Skip(1), (low, high) => high - low - 1).DefaultIfEmpty().Max();
    }

    private static bool Near(double? left, double? right) => left is null == right is null && (left is null || Math.Abs(left.Value - right!.Value) < 1e-3);
}
