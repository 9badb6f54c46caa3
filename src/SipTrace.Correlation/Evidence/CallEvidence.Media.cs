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
    public List<RtpFlow> Flows => field ??= Streams.ConvertAll(FlowOf);

    /// <summary>Its RTCP in the order of its beginnings: an end of each is (the same socket as) an address of its SDP.</summary>
    public List<RtcpFlow> RtcpFlows => field ??= ReadRtcpFlows();

    /// <summary>What ICMP says of its media that did not arrive, in the order of time.</summary>
    public List<UnreachableMedia> Unreachables => field ??= ReadUnreachables();

    /// <summary>Its DTLS handshakes in the order of their beginnings.</summary>
    public List<DtlsFlow> DtlsFlows => field ??= ReadDtlsFlows();

    /// <summary>Its T.38 streams in the order of their beginnings.</summary>
    public List<FaxStream> FaxStreams => field ??= Trace.Fax.Streams.Count == 0 ? []
        : [.. Trace.Fax.Streams.Where(stream => stream.Claim.Call == Transcript.Call)];

    /// <summary>Whether any media of the call is seen at a capture point: RTP, RTCP, a check, or TURN. What speaks of absence needs it.</summary>
    public bool SeesMedia(int point) => Flows.Exists(flow => flow.Point == point) || RtcpFlows.Exists(flow => flow.Point == point)
        || Checks.Exists(check => check.Point == point)
        || Allocations.Exists(allocation => allocation.Point == point && allocation.LastSeen >= Transcript.Call.Started);

    /// <summary>The capture points that see media of the call.</summary>
    public List<int> MediaPoints
    {
        get
        {
            if (field is not null) return field;
            field = [];
            foreach (var point in Trace.Windows.Points)
            {
                if (SeesMedia(point)) field.Add(point);
            }
            return field;
        }
    }

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
        MediaAddress? from = null, to = null;
        foreach (var receiver in receivers)
        {
            foreach (var sender in senders)
            {
                if (sender.Leg != receiver.Leg || sender.Tag == receiver.Tag || IsLater(sender, time) || IsLater(receiver, time)) continue;
                if (to is null || sender.MediaIndex == receiver.MediaIndex) (from, to) = (sender, receiver);
            }
        }
        if (from is not null && to is not null) return new MediaEnds(from.Tag, to.Tag, from.Leg, to.MediaIndex, from, to);
        to = Latest(receivers, time);
        if (to is not null) return new MediaEnds(PeerOf(to.Tag), to.Tag, to.Leg, to.MediaIndex, null, to);
        from = Latest(senders, time);
        return from is not null ? new MediaEnds(from.Tag, PeerOf(from.Tag), from.Leg, from.MediaIndex, from, null)
            : new MediaEnds("", "", null, -1, null, null);
    }

    private List<RtcpFlow> ReadRtcpFlows()
    {
        if (capture.RtcpByEnd.Count == 0) return [];
        var paths = AtSockets(capture.RtcpByEnd, KnownSockets);
        paths.RemoveAll(path => !IsInTime(path.FirstTime, path.LastTime));
        paths.SortStably((one, other) => OrderOf(one.FirstTime, one.FirstFrame, other.FirstTime, other.FirstFrame));
        return paths.ConvertAll(path =>
            new RtcpFlow(path, EndsOf(path.Key.Source, path.Key.Destination, path.LastTime, Trace.Relays[path.Key.Relay])));
    }

    private List<UnreachableMedia> ReadUnreachables()
    {
        var reports = AtSockets(capture.UnreachablesByEnd, OddSockets);
        if (reports.Count == 0) return [];
        reports.RemoveAll(report => !IsInTime(report.FirstTime, report.LastTime));
        reports.SortStably((one, other) => OrderOf(one.FirstTime, one.FirstFrame, other.FirstTime, other.FirstFrame));
        return reports.ConvertAll(report => new UnreachableMedia(report, EndsOf(report.Source, report.Destination, report.FirstTime),
            report.QuotingRtp > 0 || Streams.Exists(stream => stream.Key.Destination == report.Destination
                && stream.Key.Point == report.Point)));
    }

    private List<DtlsFlow> ReadDtlsFlows()
    {
        var sessions = AtSockets(capture.DtlsByEnd, OddSockets);
        if (sessions.Count == 0) return [];
        sessions.RemoveAll(session => !IsInTime(session.FirstTime, session.LastTime));
        sessions.SortStably((one, other) => OrderOf(one.FirstTime, one.FirstFrame, other.FirstTime, other.FirstFrame));
        return sessions.ConvertAll(session =>
            new DtlsFlow(session, EndsOf(session.Client, session.Server, session.FirstTime, Trace.Relays[session.Relay])));
    }

    // What has an end at a socket, each once.
    private static List<T> AtSockets<T>(Dictionary<Endpoint, List<T>> byEnd, IReadOnlyCollection<Endpoint> sockets)
        where T : class
    {
        var found = new List<T>();
        if (byEnd.Count == 0 || sockets.Count == 0) return found;
        HashSet<T>? known = null;       // of many
        foreach (var socket in sockets)
        {
            if (!byEnd.TryGetValue(socket, out var list)) continue;
            foreach (var one in list)
            {
                if (known is null && found.Count == Few) known = [.. found];
                if (known?.Add(one) ?? !found.Contains(one)) found.Add(one);
            }
        }
        return found;
    }

    private static int OrderOf(Timestamp time, int frame, Timestamp otherTime, int otherFrame) =>
        time.CompareTo(otherTime) is var order and not 0 ? order : frame.CompareTo(otherFrame);

    // Those of the known sockets at which anything is but RTP of calls, RTCP and STUN: mostly none.
    private List<Endpoint> OddSockets
    {
        get
        {
            if (field is not null) return field;
            field = [];
            if (capture.OddSockets.Count == 0) return field;
            foreach (var socket in KnownSockets)
            {
                if (capture.OddSockets.Contains(socket)) field.Add(socket);
            }
            return field;
        }
    }

    private const int FewMore = 8, Few = 16;

    private HashSet<Endpoint> KnownSockets => field ??= ReadKnownSockets();

    private HashSet<Endpoint> ReadKnownSockets()
    {
        var sockets = new HashSet<Endpoint>(addresses.ByEndpoint.Count + FewMore);
        foreach (var socket in addresses.ByEndpoint.Keys) sockets.Add(socket);
        foreach (var check in Checks)
        {
            sockets.Add(check.From);
            sockets.Add(check.To);
            sockets.Add(check.Mapped);
        }
        foreach (var address in Addresses)
        {
            foreach (var socket in capture.SocketsOf(address.Endpoint, Transcript.Call)) sockets.Add(socket);
            foreach (var mapped in capture.Ice.MappingsOf(address.Endpoint)) sockets.Add(mapped);
        }
        foreach (var allocation in Allocations) sockets.Add(allocation.Client);
        return sockets;
    }

    private bool IsInTime(Timestamp first, Timestamp last) => last >= Transcript.Call.Started && first <= Transcript.Call.LastSeen + TimeSpan.FromMinutes(1);

    // A client that announces its relay only is known by that.
    private List<MediaAddress> AddressesOf(Endpoint end, Endpoint relay) =>
        AddressesAt(end) is { Count: > 0 } named ? named : !relay.IsNone && capture.IsClient(relay, end) ? AddressesAt(relay) : nothing;

    private static bool IsLater(MediaAddress address, Timestamp time) => address.Message.Time > time + Grace;

    private static MediaAddress? Latest(List<MediaAddress> named, Timestamp time)
    {
        for (var i = named.Count - 1; i >= 0; i--)
        {
            if (!IsLater(named[i], time)) return named[i];
        }
        return named.Count > 0 ? named[0] : null;
    }

    private List<RtpStream> Streams => field ??= ReadStreams();

    private List<RtpStream> ReadStreams()
    {
        var streams = AtSockets(capture.OrphansByEnd, OddSockets);
        streams.RemoveAll(stream => !IsInTime(stream.FirstTime, stream.LastTime));
        streams.InsertRange(0, capture.StreamsOf(Transcript.Call));
        streams.SortStably((one, other) => OrderOf(one.FirstTime, one.FirstFrame, other.FirstTime, other.FirstFrame));
        return streams;
    }

    private RtpFlow FlowOf(RtpStream stream)
    {
        var ends = EndsOf(stream.Key.Source, stream.Key.Destination, stream.LastTime, Trace.Relays[stream.Key.Relay]);
        return new RtpFlow(stream, ends, IsDelivered(stream, ends));
    }

    private bool IsDelivered(RtpStream stream, MediaEnds ends)
    {
        var (source, destination) = (stream.Key.Source, stream.Key.Destination);
        if (Unreachables.Exists(media => media.IsRtp && media.Report.Destination == destination && media.Report.Point == stream.Key.Point
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
