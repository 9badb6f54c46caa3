using SipTrace.Correlation.Flows;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;

namespace SipTrace.Correlation.Media;

/// <summary>ICMP's unreachables by the path of the packets they answer.</summary>
public sealed partial class UnreachableTable
{
    private const int MaxPaths = 100_000;

    private readonly Dictionary<(int Point, Endpoint Source, Endpoint Destination), Unreachable> paths = [];

    internal UnreachableTable()
    {
    }

    /// <summary>All of them, in the order of their first packets.</summary>
    public IReadOnlyCollection<Unreachable> All => paths.Values;

    /// <summary>What ICMP says about packets on a path; null where nothing.</summary>
    public Unreachable? Find(int point, Endpoint source, Endpoint destination) => paths.GetValueOrDefault((point, source, destination));

    internal void Take(int point, in IcmpError error, Endpoint by, Timestamp time, FrameId frame)
    {
        if (!error.IsUnreachable) return;
        var key = (point, error.Source, error.Destination);
        if (!paths.TryGetValue(key, out var path))
        {
            if (paths.Count >= MaxPaths) return;
            paths.Add(key, path = new Unreachable(point, error, by, time, frame.File, frame.Number));
        }
        path.LastTime = time;
        path.Count++;
        if (error.Payload.Length >= 2 && error.Payload[0] >> 6 == 2 && error.Payload[1] is < 192 or > 223) path.QuotingRtp++;
    }
}
