using System.Text;
using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Media;

/// <summary>Every endpoint that an SDP announced, so that media and checks find their call. The latest announcement of an endpoint comes first: ports are used again.</summary>
public sealed partial class MediaEndpoints
{
    private const int Reach = 8;            // older announcements of one endpoint looked at
    private const int EntrySize = 80;       // octets, with its endpoint

    private readonly AnnouncementReader reader = new();
    private readonly List<(int Media, Endpoint Endpoint)> candidates = [];
    private readonly EndpointTable endpoints = new();
    private readonly ChunkedList<int> latest = new();       // by the index of the endpoint: its latest entry
    private readonly ChunkedList<Entry> entries = new();
    private readonly List<Announcement> announcements = [];
    private readonly Dictionary<string, int> byUfrag = [];

    internal MediaEndpoints() => entries.Add(default);     // index 0 ends a chain

    /// <summary>Takes the SDP of one message. Null where it says what its side said before: only the hosts it passed are new then.</summary>
    internal Announcement? Take(Call call, in SipSighting seen, ReadOnlySpan<byte> sdp)
    {
        var isFromCaller = SenderIsCaller(call, seen);
        var hash = OctetHash.Of(sdp);
        var previous = call.LastAnnouncement(isFromCaller);
        if (previous is not null && previous.BodyHash == hash)
        {
            AddHosts(previous, seen);
            return null;
        }
        candidates.Clear();
        var announcement = new Announcement
        {
            Call = call,
            Index = announcements.Count,
            BodyHash = hash,
            Time = seen.Time,
            IsFromCaller = isFromCaller,
            IsOffer = seen.Text.IsRequest ? !seen.Method.SequenceEqual("ACK"u8) : call.Announcements.Count == 0,
            Media = reader.Read(sdp, candidates),
        };
        announcements.Add(announcement);
        announcement.Size = 80 + announcement.Media.Count * 112 + reader.SizeOfNew;
        for (var i = 0; i < announcement.Media.Count; i++)
        {
            var media = announcement.Media[i];
            AddUfrag(media.Ufrag, announcement.Index, i);
            if (media.Port == 0) continue;
            Add(media.Rtp, announcement.Index, i, MediaClaimKind.Default);
            if (media.Rtcp != media.Rtp) Add(media.Rtcp, announcement.Index, i, MediaClaimKind.Default);
        }
        foreach (var (media, endpoint) in candidates) Add(endpoint, announcement.Index, media, MediaClaimKind.Candidate);
        AddHosts(announcement, seen);
        return announcement;
    }

    /// <summary>Finds what announced an endpoint: the surest kind, of these the latest.</summary>
    public bool TryFind(Endpoint endpoint, out MediaClaim claim)
    {
        var best = -1;
        var at = LatestOf(endpoint);
        for (var step = 0; at != 0 && step < Reach; step++, at = entries[at].Older)
        {
            if (best < 0 || entries[at].By < entries[best].By) best = at;
        }
        claim = best < 0 ? default : ClaimOf(entries[best]);
        return best >= 0;
    }

    /// <summary>Finds what a packet between two endpoints belongs to: a call that announced both, else the one that announced the receiver, else the sender's.</summary>
    /// <param name="source">The sender.</param>
    /// <param name="destination">The receiver.</param>
    /// <param name="claim">What announced it.</param>
    /// <param name="isByDestination">Whether it was the receiver that was announced.</param>
    public bool TryFind(Endpoint source, Endpoint destination, out MediaClaim claim, out bool isByDestination)
    {
        isByDestination = true;
        var at = LatestOf(destination);
        var senders = LatestOf(source);
        if (senders != 0)
        {
            for (var step = 0; at != 0 && step < Reach; step++, at = entries[at].Older)
            {
                if (!IsAnnouncedBy(senders, announcements[entries[at].Announcement].Call)) continue;
                claim = ClaimOf(entries[at]);
                return true;
            }
        }
        var hasReceiver = TryFind(destination, out claim);
        if (hasReceiver && claim.By != MediaClaimKind.Host) return true;
        if (!TryFind(source, out var bySource) || (hasReceiver && bySource.By == MediaClaimKind.Host)) return hasReceiver;
        isByDestination = false;
        claim = bySource;
        return true;
    }

    /// <summary>Finds the call whose two sides announced the ufrags of checks, and the m= line of the side that receives them.</summary>
    public bool TryFind(UfragPair checks, out MediaClaim claim)
    {
        claim = default;
        if (!TryFindUfrag(checks.SenderOctets, out var senders)) return false;
        TryFindUfrag(checks.ReceiverOctets, out var at);
        for (var step = 0; at != 0 && step < Reach; step++, at = entries[at].Older)
        {
            claim = ClaimOf(entries[at]);
            if (IsAnnouncedBy(senders, claim.Call)) return true;
        }
        return false;
    }

    /// <summary>Finds the call that last announced an ufrag, and the m= line.</summary>
    public bool TryFind(ReadOnlySpan<byte> ufrag, out MediaClaim claim)
    {
        var isKnown = TryFindUfrag(ufrag, out var at);
        claim = isKnown ? ClaimOf(entries[at]) : default;
        return isKnown;
    }

    private bool TryFindUfrag(ReadOnlySpan<byte> ufrag, out int at)
    {
        const int longest = 256;                // RFC 8839 §5.4
        at = 0;
        if (ufrag.Length > longest) return byUfrag.TryGetValue(Encoding.UTF8.GetString(ufrag), out at);
        Span<char> text = stackalloc char[longest];
        return byUfrag.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..Encoding.UTF8.GetChars(ufrag, text)], out at);
    }

    private int LatestOf(Endpoint endpoint) => endpoints.TryGetIndex(endpoint, out var index) ? latest[index] : 0;

    private void AddUfrag(string? ufrag, int announcement, int media)
    {
        if (ufrag is null) return;
        byUfrag.TryGetValue(ufrag, out var head);
        if (head != 0 && announcements[entries[head].Announcement].Call == announcements[announcement].Call) return;
        announcements[announcement].Size += EntrySize + Footprint.Entry + 2 * Footprint.Of(ufrag);
        byUfrag[ufrag] = entries.Add(new Entry(announcement, head, (ushort)media, MediaClaimKind.Candidate));
    }

    private void AddHosts(Announcement announcement, in SipSighting seen)
    {
        for (var i = 0; i < announcement.Media.Count; i++)
        {
            var media = announcement.Media[i];
            if (media.Port == 0) continue;
            if (!seen.Source.HasSameAddress(media.Rtp)) Add(seen.Source.WithPort((ushort)media.Port), announcement.Index, i, MediaClaimKind.Host);
            if (!seen.Destination.HasSameAddress(media.Rtp)) Add(seen.Destination.WithPort((ushort)media.Port), announcement.Index, i, MediaClaimKind.Host);
        }
    }

    private bool IsAnnouncedBy(int at, Call call)
    {
        for (var step = 0; at != 0 && step < Reach; step++, at = entries[at].Older)
        {
            if (announcements[entries[at].Announcement].Call == call) return true;
        }
        return false;
    }

    private MediaClaim ClaimOf(in Entry entry) => new(announcements[entry.Announcement], entry.Media, entry.By);

    private void Add(Endpoint endpoint, int announcement, int media, MediaClaimKind by)
    {
        if (endpoint.Port == 0 || endpoint.IsNone) return;
        var index = endpoints.IndexOf(endpoint);
        if (index == latest.Count) latest.Add(0);
        ref var head = ref latest[index];
        if (head != 0 && announcements[entries[head].Announcement].Call == announcements[announcement].Call && entries[head].By >= by)
        {
            // The same call once more: what it says now is what counts.
            entries[head] = entries[head] with { Announcement = announcement, Media = (ushort)media, By = by };
            return;
        }
        announcements[announcement].Size += EntrySize;
        head = entries.Add(new Entry(announcement, head, (ushort)media, by));
    }

    private static bool SenderIsCaller(Call call, in SipSighting seen)
    {
        var isFromSideCaller = call.From.Tag is null || Ascii.Equals(seen.FromTag, call.From.Tag);
        return isFromSideCaller == seen.Text.IsRequest;
    }

    private readonly record struct Entry(int Announcement, int Older, ushort Media, MediaClaimKind By);
}
