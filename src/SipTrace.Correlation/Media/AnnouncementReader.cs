using System.Buffers.Text;
using System.Text;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Rtp;

namespace SipTrace.Correlation.Media;

/// <summary>Reads from an SDP body just what leads packets to their call. Runs once per body while the capture is read, so it makes no document.</summary>
internal sealed class AnnouncementReader
{
    private const int MaxMedia = 64;

    private readonly Dictionary<byte[], PayloadMap> payloadMaps = new(Utf8Comparer.Ordinal);
    private readonly List<byte> payloadText = [];       // the m= formats and the rtpmap lines of the section being read
    private readonly List<Endpoint> candidates = [];    // its candidates of component 1
    private readonly List<AnnouncedMedia> media = [];
    private Section session, section;
    private bool isInMedia;

    /// <summary>Octets of memory of the <see cref="PayloadMap"/>s that the body read last was the first to need.</summary>
    public long SizeOfNew { get; private set; }

    /// <summary>Forgets what bodies share: what recurs comes again.</summary>
    public void Clear() => payloadMaps.Clear();

    /// <summary>Reads one body. <paramref name="candidatesSeen"/> takes every candidate's endpoint with the index of its m= line.</summary>
    public IReadOnlyList<AnnouncedMedia> Read(ReadOnlySpan<byte> sdp, List<(int Media, Endpoint Endpoint)> candidatesSeen)
    {
        media.Clear();
        SizeOfNew = 0;
        session = section = default;
        isInMedia = false;
        while (!sdp.IsEmpty)
        {
            var end = sdp.IndexOfAny((byte)'\r', (byte)'\n');
            var line = end < 0 ? sdp : sdp[..end];
            sdp = end < 0 ? default : sdp[(end + 1)..];
            if (line.Length > 2 && line[1] == '=') TakeLine(line[0], line[2..], candidatesSeen);
        }
        EndSection();
        return media.ToArray();
    }

    private void TakeLine(byte type, ReadOnlySpan<byte> value, List<(int, Endpoint)> candidatesSeen)
    {
        switch (type)
        {
            case (byte)'m':
                EndSection();
                if (media.Count < MaxMedia) BeginSection(value);
                break;
            case (byte)'c':
                if (TryReadConnection(value, out var address)) (isInMedia ? ref section : ref session).Connection = address;
                break;
            case (byte)'a':
                TakeAttribute(value, ref isInMedia ? ref section : ref session, candidatesSeen);
                break;
        }
    }

    private void BeginSection(ReadOnlySpan<byte> value)
    {
        isInMedia = true;
        payloadText.Clear();
        candidates.Clear();
        var kind = NextWord(ref value);
        var port = NextWord(ref value);
        var slash = port.IndexOf((byte)'/');
        Utf8Parser.TryParse(slash < 0 ? port : port[..slash], out ushort number, out _);
        var proto = NextWord(ref value);
        section = new Section
        {
            Kind = kind.SequenceEqual("audio"u8) ? MediaKind.Audio : kind.SequenceEqual("video"u8) ? MediaKind.Video
                : kind.SequenceEqual("image"u8) ? MediaKind.Image : MediaKind.Other,
            Port = number,
            IsRtp = proto.IndexOf("RTP/"u8) >= 0,
            IsSecure = proto.IndexOf("SAVP"u8) >= 0 || proto.IndexOf("/TLS/"u8) >= 0 || proto.IndexOf("/DTLS/"u8) >= 0,
        };
        payloadText.AddRange(value);
        payloadText.Add((byte)'\n');
    }

    private void TakeAttribute(ReadOnlySpan<byte> value, ref Section target, List<(int, Endpoint)> candidatesSeen)
    {
        if (isInMedia && value.StartsWith("rtpmap:"u8))
        {
            payloadText.AddRange(value["rtpmap:".Length..]);
            payloadText.Add((byte)'\n');
        }
        else if (isInMedia && value.StartsWith("candidate:"u8)) TakeCandidate(value["candidate:".Length..], candidatesSeen);
        else if (value.StartsWith("ice-ufrag:"u8)) target.Ufrag = Encoding.UTF8.GetString(value["ice-ufrag:".Length..].Trim(" "u8));
        else if (value.StartsWith("remote-candidates:"u8)) target.HasRemoteCandidates = true;
        else if (value.StartsWith("ice-mismatch"u8)) target.SaysMismatch = true;
        else if (value.StartsWith("rtcp-mux"u8)) target.IsMultiplexed = true;
        else if (value.StartsWith("crypto:"u8)) target.HasCrypto = true;
        else if (value.StartsWith("ice-options:"u8)) target.Trickles |= value.IndexOf("trickle"u8) >= 0;
        else if (value.StartsWith("rtcp:"u8)) TakeRtcp(value["rtcp:".Length..], ref target);
    }

    private void TakeCandidate(ReadOnlySpan<byte> value, List<(int, Endpoint)> candidatesSeen)
    {
        section.HasCandidates = true;
        NextWord(ref value);                                    // foundation
        var component = NextWord(ref value);
        var isRtp = component.SequenceEqual("1"u8);
        section.HasRtcpCandidates |= component.SequenceEqual("2"u8);
        NextWord(ref value);                                    // transport
        NextWord(ref value);                                    // priority
        var address = NextWord(ref value);
        if (!Utf8Parser.TryParse(NextWord(ref value), out ushort port, out _)) return;
        if (!Endpoint.TryParseAddress(address, port, out var endpoint))
        {
            if (isRtp) section.HasNamedCandidate = true;        // a name (mDNS, FQDN) may be the default's
            return;
        }
        candidatesSeen.Add((media.Count, endpoint));
        if (isRtp) candidates.Add(endpoint);
    }

    private static void TakeRtcp(ReadOnlySpan<byte> value, ref Section target)
    {
        if (!Utf8Parser.TryParse(NextWord(ref value), out ushort port, out _)) return;
        target.RtcpPort = port;
        if (TryReadConnection(value, out var address)) target.RtcpAddress = address;
    }

    private void EndSection()
    {
        if (!isInMedia) return;
        isInMedia = false;
        var address = section.Connection ?? session.Connection;
        var rtp = address is { } known && section.Port > 0 ? known.WithPort(section.Port) : default;
        var rtcpPort = section.RtcpPort > 0 ? section.RtcpPort : section.IsMultiplexed ? section.Port : section.Port + 1;
        var rtcp = (section.RtcpAddress ?? address) is { } host && section.Port > 0 && rtcpPort <= ushort.MaxValue ? host.WithPort((ushort)rtcpPort) : default;
        media.Add(new AnnouncedMedia
        {
            Kind = section.Kind,
            IsRtp = section.IsRtp,
            IsSecure = section.IsSecure,
            HasCrypto = section.HasCrypto,
            Rtp = rtp,
            Rtcp = rtcp,
            Port = section.Port,
            IsMultiplexed = section.IsMultiplexed,
            Ufrag = section.Ufrag ?? session.Ufrag,
            HasCandidates = section.HasCandidates,
            HasRtcpCandidates = section.HasRtcpCandidates,
            HasRemoteCandidates = section.HasRemoteCandidates,
            IsDefaultCandidate = IsDefaultCandidate(rtp),
            SaysMismatch = section.SaysMismatch || session.SaysMismatch,
            Payloads = Payloads(),
        });
    }

    // Where the default is a dummy, a name, or still to come by trickle, RFC 8839 §4.2.5 asks for no candidate of its own.
    private bool IsDefaultCandidate(Endpoint rtp)
    {
        if (!section.HasCandidates || section.Port == 0 || rtp.IsNone || section.HasNamedCandidate) return true;
        var isZero = rtp.AddressHigh == 0 && (rtp.AddressLow == 0 || (rtp.IsIPv4 && (uint)rtp.AddressLow == 0));
        if (isZero || (section.Port == 9 && (section.Trickles || session.Trickles))) return true;
        return candidates.Contains(rtp);
    }

    private PayloadMap Payloads()
    {
        var text = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(payloadText);
        var lookup = payloadMaps.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(text, out var known)) return known;
        var map = ReadPayloads(text);
        SizeOfNew += PayloadMap.Size + text.Length * 4;
        const int enough = 10_000, longest = 4096;
        if (payloadMaps.Count < enough && text.Length <= longest) payloadMaps.Add(text.ToArray(), map);
        return map;
    }

    private static PayloadMap ReadPayloads(ReadOnlySpan<byte> text)
    {
        var map = new PayloadMap();
        var end = text.IndexOf((byte)'\n');
        var formats = text[..end];
        List<int> listed = [];
        while (!formats.IsEmpty)
        {
            if (!Utf8Parser.TryParse(NextWord(ref formats), out byte type, out _) || type > 127) continue;
            listed.Add(type);
            map[type] = PayloadTypes.StaticFormat(type);
        }
        for (text = text[(end + 1)..]; !text.IsEmpty; text = text[(end + 1)..])
        {
            end = text.IndexOf((byte)'\n');
            var line = text[..end];
            if (!Utf8Parser.TryParse(NextWord(ref line), out byte type, out _) || !listed.Contains(type)) continue;
            var parts = Encoding.UTF8.GetString(NextWord(ref line)).Split('/');
            if (parts.Length < 2 || !int.TryParse(parts[1], out var clock) || clock <= 0) continue;
            map[type] = new PayloadFormat(parts[0], clock, parts.Length > 2 && int.TryParse(parts[2], out var channels) && channels > 0 ? channels : 1);
        }
        map.PayloadTypes = listed;
        return map;
    }

    private static bool TryReadConnection(ReadOnlySpan<byte> value, out Endpoint address)
    {
        NextWord(ref value);        // IN
        NextWord(ref value);        // IP4, IP6
        var text = NextWord(ref value);
        var slash = text.IndexOf((byte)'/');
        return Endpoint.TryParseAddress(slash < 0 ? text : text[..slash], 0, out address);
    }

    private static ReadOnlySpan<byte> NextWord(ref ReadOnlySpan<byte> text)
    {
        text = text.TrimStart((byte)' ');
        var end = text.IndexOf((byte)' ');
        var word = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[end..];
        return word;
    }

    private struct Section
    {
        public MediaKind Kind;
        public bool IsRtp, IsSecure, HasCrypto, IsMultiplexed, HasCandidates, HasNamedCandidate, HasRtcpCandidates, HasRemoteCandidates, SaysMismatch, Trickles;
        public ushort Port;
        public int RtcpPort;
        public Endpoint? Connection, RtcpAddress;
        public string? Ufrag;
    }
}
