using System.Runtime.InteropServices;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Rtp;

namespace SipTrace.Correlation.Rtp;

/// <summary>What RTCP said, by source and by path. RTCP may have ports of its own, so a source is found by the hosts, not their ports.</summary>
public sealed partial class RtcpTable
{
    private const int MaxSources = 500_000, MaxPaths = 500_000;

    private readonly RecentTexts names = new();
    private readonly Dictionary<RtpStreamKey, RtcpReports> sources = [];
    private readonly Dictionary<RtpStreamKey, RtcpPath> paths = [];

    internal RtcpTable()
    {
    }

    /// <summary>The sockets that RTCP went between.</summary>
    public IReadOnlyCollection<RtcpPath> Paths => paths.Values;

    /// <summary>What RTCP said about a stream; null where it said nothing.</summary>
    public RtcpReports? Find(in RtpStreamKey stream) => sources.GetValueOrDefault(HostsOf(stream.Point, stream.Relay, stream.Source, stream.Destination, stream.Ssrc));

    /// <summary>
    /// From a stream's sender to its receiver and back, in milliseconds: from the capture point to the receiver and back, and, where RTP goes
    /// the other way too, to the sender and back. Null where no report tells.
    /// </summary>
    public double? RoundTripMs(RtpStream stream, IEnumerable<RtpStream> others)
    {
        if (Find(stream.Key)?.TripMs is not { } onward) return null;
        var key = stream.Key;
        foreach (var other in others)
        {
            if (other.Key.Source.HasSameAddress(key.Destination) && other.Key.Destination.HasSameAddress(key.Source)
                && other.Key.Point == key.Point && other.Key.Relay == key.Relay && Find(other.Key)?.TripMs is { } backward) return onward + backward;
        }
        return onward;
    }

    internal void Take(in Arrival arrival, int relay, RtcpReader reader)
    {
        var path = PathOf(arrival, relay);
        if (path is not null)
        {
            path.Datagrams++;
            path.LastTime = arrival.Time;
            path.IsEncrypted |= reader.IsEncrypted;
        }
        var hasReports = false;
        foreach (var packet in reader)
        {
            switch (packet.Type)
            {
                case RtcpPacketType.SenderReport or RtcpPacketType.ReceiverReport:
                    hasReports |= TakeReports(arrival, relay, packet, reader.IsEncrypted, path);
                    break;
                case RtcpPacketType.SourceDescription when !reader.IsEncrypted:
                    TakeNames(arrival, relay, path, packet);
                    break;
                case RtcpPacketType.Bye:
                    Of(arrival, relay, path, packet.Ssrc, isOwn: true)?.TakeGoodbye(arrival.Time);
                    break;
                case RtcpPacketType.ExtendedReport when !reader.IsEncrypted:
                    TakeMetrics(arrival, relay, path, packet);
                    break;
            }
        }
        if (hasReports && path is not null) path.WithReports++;
    }

    private bool TakeReports(in Arrival arrival, int relay, in RtcpPacket packet, bool isEncrypted, RtcpPath? path)
    {
        if (packet.Type == RtcpPacketType.SenderReport && Of(arrival, relay, path, packet.Ssrc, isOwn: true) is { } own)
        {
            own.TakeSender(arrival.Time, packet);
            if (isEncrypted) own.TakeEncrypted();
        }
        if (isEncrypted) return false;
        var hasReports = false;
        foreach (var report in packet.Reports)
        {
            hasReports = true;
            if (report.FractionLost == byte.MaxValue && path is not null) path.SayingAllLost++;
            Of(arrival, relay, path, report.Ssrc, isOwn: false)?.TakeReport(arrival.Time, report);
        }
        return hasReports;
    }

    private void TakeNames(in Arrival arrival, int relay, RtcpPath? path, in RtcpPacket packet)
    {
        foreach (var item in packet.Descriptions)
        {
            if (item.Type != SdesItemType.CanonicalName || Of(arrival, relay, path, item.Ssrc, isOwn: true) is not { CanonicalName: null } source) continue;
            source.TakeName(names.Get(item.Text));
        }
    }

    private void TakeMetrics(in Arrival arrival, int relay, RtcpPath? path, in RtcpPacket packet)
    {
        foreach (var block in packet.ExtendedBlocks)
        {
            if (block.TryGetVoipMetrics(out var metrics)) Of(arrival, relay, path, metrics.Ssrc, isOwn: false)?.TakeMetrics(metrics);
        }
    }

    // A source of the sender's own, or one that it receives from the other side.
    private RtcpReports? Of(in Arrival arrival, int relay, RtcpPath? path, uint ssrc, bool isOwn)
    {
        if (path?.LastOf(isOwn) is { Reports: { } known } last && last.Ssrc == ssrc) return known;
        var (source, destination) = isOwn ? (arrival.Source, arrival.Destination) : (arrival.Destination, arrival.Source);
        var key = HostsOf(arrival.Point, relay, source, destination, ssrc);
        if (sources.Count >= MaxSources) return sources.GetValueOrDefault(key);
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(sources, key, out _);
        slot ??= new RtcpReports(arrival.Time);
        if (path is not null) path.LastOf(isOwn) = (ssrc, slot);
        return slot;
    }

    private RtcpPath? PathOf(in Arrival arrival, int relay)
    {
        var key = new RtpStreamKey(arrival.Point, relay, arrival.Source, arrival.Destination, 0);
        if (paths.Count >= MaxPaths) return paths.GetValueOrDefault(key);
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(paths, key, out _);
        return slot ??= new RtcpPath(key, arrival.Time, arrival.Frame.File, arrival.Frame.Number);
    }

    private static RtpStreamKey HostsOf(int point, int relay, Endpoint source, Endpoint destination, uint ssrc) =>
        new(point, relay, source.WithPort(0), destination.WithPort(0), ssrc);
}
