using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation;

/// <summary>What a capture holds, counted. Keys of the dictionaries come from the wire or from the names of <see cref="Oddity"/>.</summary>
public sealed class Statistics
{
    /// <summary>Frames captured.</summary>
    public long Packets { get; internal set; }

    /// <summary>Octets captured.</summary>
    public long Bytes { get; internal set; }

    /// <summary>Time of the first frame in time order; null for an empty capture.</summary>
    public Timestamp? First { get; internal set; }

    /// <summary>Time of the last frame.</summary>
    public Timestamp? Last { get; internal set; }

    /// <summary>Frames cut by the capture's snaplen.</summary>
    public long TruncatedPackets { get; internal set; }

    /// <summary>Frames by link type.</summary>
    public SortedDictionary<LinkType, long> LinkTypes { get; } = [];

    /// <summary>SIP messages, copies and retransmissions included.</summary>
    public long SipMessages { get; internal set; }

    /// <summary>What was forgotten to keep within bounds, by kind.</summary>
    public SortedDictionary<string, long> Forgotten { get; } = new(StringComparer.Ordinal);

    /// <summary>Requests by method, as the wire spells it.</summary>
    public SortedDictionary<string, long> SipRequests { get; } = new(StringComparer.Ordinal);

    /// <summary>Responses by status code as text.</summary>
    public SortedDictionary<string, long> SipResponses { get; } = new(StringComparer.Ordinal);

    /// <summary>Distinct Call-IDs.</summary>
    public long CallIds { get; internal set; }

    /// <summary>Payloads that look like SIP and are no readable message, or have no Call-ID.</summary>
    public long MalformedSip { get; internal set; }

    /// <summary>SDP bodies in SIP messages.</summary>
    public long SdpBodies { get; internal set; }

    /// <summary>a=candidate lines in them.</summary>
    public long Candidates { get; internal set; }

    /// <summary>
    /// STUN and TURN messages by <c>method_class</c>, those inside TURN left out; <c>icmp_quoted_method_class</c>: those that ICMP says could
    /// not be delivered.
    /// </summary>
    public SortedDictionary<string, long> Stun { get; } = new(StringComparer.Ordinal);

    /// <summary>Messages of classic STUN (RFC 3489), which has no magic cookie.</summary>
    public long ClassicStun { get; internal set; }

    /// <summary>ICMP errors about UDP packets.</summary>
    public long IcmpErrors { get; internal set; }

    /// <summary>TURN ChannelData messages; those that ICMP quotes too.</summary>
    public long ChannelData { get; internal set; }

    /// <summary>DTLS datagrams.</summary>
    public long Dtls { get; internal set; }

    /// <summary>T.38 (UDPTL) datagrams.</summary>
    public long T38 { get; internal set; }

    /// <summary>RTCP packets by type.</summary>
    public SortedDictionary<string, long> Rtcp { get; } = new(StringComparer.Ordinal);

    /// <summary>RTP streams that were proven.</summary>
    public long RtpStreams { get; internal set; }

    /// <summary>Their packets.</summary>
    public long RtpPackets { get; internal set; }

    /// <summary>IP fragments seen.</summary>
    public long FragmentsSeen { get; internal set; }

    /// <summary>Datagrams put together from fragments.</summary>
    public long FragmentsReassembled { get; internal set; }

    /// <summary>Datagrams whose missing fragments did not come.</summary>
    public long FragmentsExpired { get; internal set; }

    /// <summary>TCP connections seen.</summary>
    public long TcpConnections { get; internal set; }

    /// <summary>Holes in TCP streams that were never filled.</summary>
    public long TcpGaps { get; internal set; }

    /// <summary>TLS streams that no key opened.</summary>
    public long EncryptedStreams { get; internal set; }

    /// <summary>What was odd, by kind.</summary>
    public SortedDictionary<Oddity, long> Oddities { get; } = [];

    internal void Forgot(string kind, long count)
    {
        if (count > 0) Add(Forgotten, kind, count);
    }

    internal static void Add<TKey>(SortedDictionary<TKey, long> counts, TKey key, long amount = 1)
        where TKey : notnull
    {
        counts.TryGetValue(key, out var count);
        counts[key] = count + amount;
    }
}
