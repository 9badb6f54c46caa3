using SipTrace.Correlation.Media;
using SipTrace.Correlation.Rtp;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Evidence;

// The media that belongs to the call.
public sealed partial class CallEvidence
{
    /// <summary>
    /// Its RTP streams in the order of their beginnings: an end of each is (the same socket as) an address of its SDP. Of an address that
    /// several calls named the latest SDP before the stream decides.
    /// </summary>
    public IReadOnlyList<RtpFlow> Flows => field ??= [.. Streams.Select(FlowOf)];

    /// <summary>Its RTCP in the order of its beginnings: an end of each is (the same socket as) an address of its SDP.</summary>
    public IReadOnlyList<RtcpFlow> RtcpFlows => field ??= [.. KnownSockets.SelectMany(capture.RtcpAt).Distinct()
        .Where(path => IsInTime(path.FirstTime, path.LastTime)).OrderBy(path => path.FirstTime).ThenBy(path => path.FirstFrame)
        .Select(path => new RtcpFlow(path, EndsOf(path.Key.Source, path.Key.Destination, path.LastTime, Trace.Relays[path.Key.Relay])))];

    /// <summary>What ICMP says of its media that did not arrive, in the order of time.</summary>
    public IReadOnlyList<UnreachableMedia> Unreachables => field ??= [.. KnownSockets.SelectMany(capture.UnreachablesAt).Distinct()
        .Where(report => IsInTime(report.FirstTime, report.LastTime)).OrderBy(report => report.FirstTime).ThenBy(report => report.FirstFrame)
        .Select(report => new UnreachableMedia(report, EndsOf(report.Source, report.Destination, report.FirstTime),
            report.QuotingRtp > 0 || Streams.Exists(stream => stream.Key.Destination == report.Destination
                && stream.Key.Point == report.Point)))];

    /// <summary>Its DTLS handshakes in the order of their beginnings.</summary>
    public IReadOnlyList<DtlsFlow> DtlsFlows => field ??= [.. KnownSockets.SelectMany(capture.DtlsAt).Distinct()
        .Where(session => IsInTime(session.FirstTime, session.LastTime)).OrderBy(session => session.FirstTime).ThenBy(session => session.FirstFrame)
        .Select(session => new DtlsFlow(session, EndsOf(session.Client, session.Server, session.FirstTime, Trace.Relays[session.Relay])))];

    /// <summary>Its T.38 streams in the order of their beginnings.</summary>
    public IReadOnlyList<FaxStream> FaxStreams => field ??= [.. Trace.Fax.Streams.Where(stream => stream.Claim.Call == Transcript.Call)];

    /// <summary>Whether any media of the call is seen at a capture point: RTP, RTCP, a check, or TURN. What speaks of absence needs it.</summary>
    public bool SeesMedia(int point) => Flows.Any(flow => flow.Point == point) || RtcpFlows.Any(flow => flow.Point == point)
        || Checks.Any(check => check.Point == point) || Allocations.Any(allocation => allocation.Point == point && allocation.LastSeen >= Transcript.Call.Started);

    /// <summary>The capture points that see media of the call.</summary>
    public IReadOnlyList<int> MediaPoints => field ??= [.. Trace.Windows.Points.Where(SeesMedia)];

    /// <summary>The tag of the other party in a party's dialog: the one that answered, of several forks the one that stayed; empty where there is none.</summary>
    public string PeerOf(string tag)
    {
        var dialog = Transcript.Call.Dialogs.LastOrDefault(one => one.State is DialogState.Confirmed && (one.LocalTag == tag || one.RemoteTag == tag))
            ?? Transcript.Call.Dialogs.LastOrDefault(one => one.LocalTag == tag || one.RemoteTag == tag);
        return dialog is null ? "" : dialog.LocalTag == tag ? dialog.RemoteTag : dialog.LocalTag;
    }

    /// <summary>Whose media goes from one address to another at a moment; empty ends where the SDP of the call tells nothing.</summary>
    /// <param name="source">Where it comes from.</param>
    /// <param name="destination">Where it goes.</param>
    /// <param name="time">When; what was named later does not count.</param>
    /// <param name="relay">The TURN relay it was unwrapped from, which stands for its client; none where it was not.</param>
    public MediaEnds EndsOf(Endpoint source, Endpoint destination, Timestamp time, Endpoint relay = default)
    {
        var (senders, receivers) = (AddressesOf(source, relay), AddressesOf(destination, relay));
        MediaEnds? best = null;
        foreach (var receiver in receivers)
        {
            foreach (var sender in senders)
            {
                if (sender.Leg != receiver.Leg || sender.Tag == receiver.Tag || IsLater(sender, time) || IsLater(receiver, time)) continue;
                if (best is null || sender.MediaIndex == receiver.MediaIndex) best = new MediaEnds(sender.Tag, receiver.Tag, sender.Leg, receiver.MediaIndex, sender, receiver);
            }
        }
        if (best is not null) return best;
        if (Latest(receivers, time) is { } to) return new MediaEnds(PeerOf(to.Tag), to.Tag, to.Leg, to.MediaIndex, null, to);
        if (Latest(senders, time) is { } from) return new MediaEnds(from.Tag, PeerOf(from.Tag), from.Leg, from.MediaIndex, from, null);
        return new MediaEnds("", "", null, -1, null, null);
    }

    private HashSet<Endpoint> KnownSockets => field ??= Addresses.Select(address => address.Endpoint)
        .Concat(Checks.SelectMany(check => new[] { check.From, check.To, check.Mapped }))
        .Concat(Addresses.SelectMany(address => capture.SocketsOf(address.Endpoint, Transcript.Call).Concat(capture.Ice.MappingsOf(address.Endpoint))))
        .Concat(Allocations.Select(allocation => allocation.Client)).ToHashSet();

    private bool IsInTime(Timestamp first, Timestamp last) => last >= Transcript.Call.Started && first <= Transcript.Call.LastSeen + TimeSpan.FromMinutes(1);

    // A client that announces its relay only is known by that.
    private IReadOnlyList<MediaAddress> AddressesOf(Endpoint end, Endpoint relay) =>
        AddressesAt(end) is { Count: > 0 } named ? named : !relay.IsNone && capture.IsClient(relay, end) ? AddressesAt(relay) : [];

    private static bool IsLater(MediaAddress address, Timestamp time) => address.Message.Time > time + Grace;

    private static MediaAddress? Latest(IReadOnlyList<MediaAddress> named, Timestamp time) =>
        named.LastOrDefault(address => !IsLater(address, time)) ?? named.FirstOrDefault();

    private List<RtpStream> Streams => field ??= ReadStreams();

    private List<RtpStream> ReadStreams()
    {
        var streams = new HashSet<RtpStream>(capture.StreamsOf(Transcript.Call));
        foreach (var stream in KnownSockets.SelectMany(capture.OrphansAt))
        {
            if (IsInTime(stream.FirstTime, stream.LastTime)) streams.Add(stream);
        }
        return [.. streams.OrderBy(stream => stream.FirstTime).ThenBy(stream => stream.FirstFrame)];
    }

    private RtpFlow FlowOf(RtpStream stream)
    {
        var ends = EndsOf(stream.Key.Source, stream.Key.Destination, stream.LastTime, Trace.Relays[stream.Key.Relay]);
        return new RtpFlow(stream, ends, IsDelivered(stream, ends));
    }

    private bool IsDelivered(RtpStream stream, MediaEnds ends)
    {
        var (source, destination) = (stream.Key.Source, stream.Key.Destination);
        if (Unreachables.Any(media => media.IsRtp && media.Report.Destination == destination && media.Report.Point == stream.Key.Point
            && IsRefused(stream, media.Report))) return false;
        if (destination.IsPrivate()) return source.IsPrivate() || capture.IsSource(stream.Key.Point, destination);
        var address = destination.WithPort(0);
        var isShared = ends.SenderTag.Length > 0 && ends.ReceiverTag.Length > 0
            && PublicAddressesOf(ends.SenderTag).Contains(address) && PublicAddressesOf(ends.ReceiverTag).Contains(address);
        return !isShared || Streams.Exists(copy => copy.Key.Ssrc == stream.Key.Ssrc && copy.Key.Destination.IsPrivate());
    }

    // Hosts refuse once a second at most, and also what still comes when a call is over: only a word that lasts is about the stream.
    private static bool IsRefused(RtpStream stream, Unreachable report) =>
        2 * (report.LastTime - report.FirstTime + TimeSpan.FromSeconds(1)) >= stream.LastTime - stream.FirstTime;
}
