using System.Buffers;
using System.Runtime.CompilerServices;
using SipTrace.Correlation.Flows;
using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Rtp;
using SipTrace.Correlation.Sip;
using SipTrace.Wire;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Hep;
using SipTrace.Wire.Ip;
using SipTrace.Wire.Rtp;
using SipTrace.Wire.Sip;
using SipTrace.Wire.Stun;

namespace SipTrace.Correlation;

/// <summary>Takes each frame where it belongs. The only writer of its <see cref="Trace"/>; one thread calls it, in time order.</summary>
public sealed partial class Correlator
{
    private const int UdpHeaderLength = 8;
    private const int FramesPerLook = 128, MostEncrypted = 100_000, MostRelays = 500_000;

    internal static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private Timestamp nextTick = new(long.MinValue);
    private readonly SipTable sip;
    private readonly FragmentTable fragments;
    private readonly TcpTable tcp;
    private readonly SctpTable sctp;
    private readonly HashSet<long> encrypted = [];      // TCP connections that speak TLS
    private readonly RtpStreamTable rtp;
    private readonly FrameCounts counts = new();
    private readonly Retention? retention;
    private int untilLook = FramesPerLook;

    /// <summary>A correlator whose trace reads texts again from <paramref name="bytes"/>.</summary>
    /// <param name="bytes">Where texts are read again.</param>
    /// <param name="followsMedia">Whether RTP, RTCP, STUN and TURN are followed; without them a capture is read in half the time.</param>
    /// <param name="limits">How much is remembered; null: everything.</param>
    public Correlator(ByteSource bytes, bool followsMedia = true, RetentionLimits? limits = null)
    {
        FollowsMedia = followsMedia;
        var most = limits?.Bytes ?? long.MaxValue;
        fragments = new FragmentTable(Math.Min(FragmentTable.MaximumBytes, most / 16));
        rtp = new RtpStreamTable(
            (in RtpStreamKey key, byte type) => RtpClaims.Of(Trace!, key, type),
            (int)Math.Min(RtpStreamTable.MaxCandidates, most / 16 / RtpStream.BareSize));
        Trace = new Trace(bytes, rtp);
        sip = new SipTable(Trace);
        tcp = new TcpTable(TakeStreamMessage, Math.Min(TcpTable.MaximumBytes, most / 8));
        sctp = new SctpTable(TakeStreamMessage);
        if (limits is not null) retention = new Retention(Trace, sip, () => fragments.Size + tcp.Size + sctp.Size, limits);
    }

    /// <summary>Sees each RTCP datagram, but for those inside of TURN.</summary>
    public event RtcpTap? RtcpTaken;

    /// <summary>Whether RTP, RTCP, STUN and TURN are followed.</summary>
    public bool FollowsMedia { get; }

    /// <summary>What was learned so far.</summary>
    public Trace Trace { get; }

    /// <summary>Octets of memory that all takes that is kept, as reckoned where it has limits.</summary>
    internal long Size => retention?.Size ?? 0;

    /// <summary>Takes one frame. Frames of all inputs come in time order; nothing of the frame is kept but copies and places.</summary>
    public void Take(in Frame frame)
    {
        counts.Count(frame);
        Trace.Windows.Take(frame.Point, frame.Time);
        if (frame.Time >= nextTick) Advance(frame.Time);
        // Nearly every packet of a capture with calls goes this way: nothing more than a stream's lookup may cost anything here.
        if (PlainUdp.TryRead(frame, out var datagram) && Payloads.LooksLikeRtp(datagram.Payload)) TakePlainRtp(frame, datagram);
        else TakeOther(frame);
        if (retention is not null && --untilLook == 0) Look(frame.Time);
    }

    /// <summary>Takes a SIP message that stands in no frame of its own: out of a text, or decrypted elsewhere.</summary>
    /// <param name="time">When it was sent.</param>
    /// <param name="source">Who sent it; none where nothing tells.</param>
    /// <param name="destination">Who received it; none where nothing tells.</param>
    /// <param name="transport">What carried it.</param>
    /// <param name="file">Index of its input.</param>
    /// <param name="number">Number of the frame, or of the message in a text.</param>
    /// <param name="text">Its octets, which are copied.</param>
    public void TakeSip(
        Timestamp time, Endpoint source, Endpoint destination, SipTransport transport, int file, int number, ReadOnlySpan<byte> text) =>
        TakeSip(new Arrival
        {
            Time = time,
            Source = source,
            Destination = destination,
            Transport = transport,
            Frame = new FrameId(file, number),
            Point = 0,
            WireLength = text.Length,
        }, text);

    /// <summary>Tells that time has passed, with or without a frame, so that what waits can be given up.</summary>
    public void Advance(Timestamp now)
    {
        nextTick = now + Tick;
        AdvanceTables(now);
        rtp.Advance(now);
        if (retention is not null) rtp.CountRuns();
    }

    /// <summary>Tells that no frame follows: what waits is given up, and what only the whole capture shows (related legs, counts) is worked out.</summary>
    public void Complete()
    {
        foreach (var _ in CompleteInSteps())
        {
        }
    }

    /// <summary>The same, for who must not be held up: each element stands for a step of about a millisecond, between which the trace may be read.</summary>
    public IEnumerable<int> CompleteInSteps()
    {
        fragments.Complete();
        tcp.Complete();
        foreach (var step in rtp.AskAgain()) yield return step;
        foreach (var step in sip.Related.Complete(Trace.Calls)) yield return step;
        sip.Complete();
        EndSorting();
        counts.Write(Trace.Statistics);
        Trace.Windows.Close();
        yield return 0;
        WriteFlowCounts(Trace.Statistics);
    }

    private void AdvanceTables(Timestamp now)
    {
        Trace.Windows.Advance(now);
        fragments.Expire(now);
        tcp.Expire(now);
    }

    private void Look(Timestamp now)
    {
        untilLook = FramesPerLook;
        if (retention!.IsDue()) retention.Forget(now);
        if (encrypted.Count > MostEncrypted) encrypted.Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void TakePlainRtp(in Frame frame, in PlainUdp datagram)
    {
        if (!FollowsMedia) return;
        var payload = datagram.Payload;
        if (RtpPacket.TryParse(payload, payload.Length, out var packet))
        {
            rtp.Take(
                new RtpStreamKey(frame.Point, 0, datagram.Source, datagram.Destination, packet.Ssrc), packet, frame.Time,
                new FrameId(frame.File, frame.Number), payload.Length);
        }
        else counts.Count(Oddity.UnknownPayload);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TakeOther(in Frame frame)
    {
        if (!Layers.TryPeel(frame, out var packet, out var oddity)) counts.Count(oddity);
        else if (packet.IsFragment) TakeFragment(frame, packet);
        else TakeWhole(frame, packet);
    }

    private void TakeFragment(in Frame frame, Packet packet)
    {
        if (!fragments.TryTake(frame, ref packet, out var datagram, out var oddity)) counts.Count(oddity);
        else if (packet.Protocol == IpProtocol.Udp && packet.Payload.Length == datagram.Payload.Length - UdpHeaderLength)
            TakeInPieces(frame, packet, datagram.Pieces);
        else TakeWhole(frame, packet);
    }

    private void TakeWhole(in Frame frame, in Packet packet)
    {
        if (packet.Protocol == IpProtocol.Udp) TakePayload(ArrivalOf(frame, packet), packet.Payload);
        else if (packet.Protocol == IpProtocol.Tcp) tcp.Take(frame, packet);
        else if (packet.Protocol == IpProtocol.Sctp) sctp.Take(frame, packet);
        else if (packet.Protocol is not (IpProtocol.Icmp or IpProtocol.IcmpV6) || !TryTakeIcmp(frame, packet)) counts.Count(Oddity.OtherIpProtocol);
    }

    // What an error quotes is no packet that passed here; STUN is counted apart, as what could not be delivered.
    private bool TryTakeIcmp(in Frame frame, in Packet packet)
    {
        if (!FollowsMedia || !IcmpError.TryParse(packet.Payload, packet.Protocol == IpProtocol.IcmpV6, out var error)) return false;
        Trace.Unreachables.Take(frame.Point, error, packet.Source, frame.Time, new FrameId(frame.File, frame.Number));
        Trace.Statistics.IcmpErrors++;
        if (StunMessage.TryParse(error.Payload, error.PayloadLength, out var message) && !message.IsClassic) counts.CountQuoted(message);
        else if (Trace.Turn.IsRelaying(frame.Point, error.Source, error.Destination) && ChannelData.TryParse(error.Payload, error.PayloadLength, out _)) Trace.Statistics.ChannelData++;
        return true;
    }

    // The UDP header stands in the first piece; what is left of the pieces is the payload.
    private void TakeInPieces(in Frame frame, in Packet packet, ReadOnlySpan<Piece> pieces)
    {
        var rented = ArrayPool<Piece>.Shared.Rent(pieces.Length);
        pieces.CopyTo(rented);
        var first = rented[0];
        if (first.Length > UdpHeaderLength && first.Offset >= 0)
            rented[0] = first with { Offset = first.Offset + UdpHeaderLength, Length = first.Length - UdpHeaderLength };
        TakePayload(ArrivalOf(frame, packet, rented.AsSpan(0, pieces.Length)), packet.Payload);
        ArrayPool<Piece>.Shared.Return(rented);
    }

    private static Arrival ArrivalOf(in Frame frame, in Packet packet, ReadOnlySpan<Piece> pieces = default) =>
        ArrivalOf(frame, packet.Source, packet.Destination, packet.WireLength, packet.IsCut, pieces);

    private static Arrival ArrivalOf(in Frame frame, Endpoint source, Endpoint destination, int wireLength, bool isCut = false, ReadOnlySpan<Piece> pieces = default) => new()
    {
        Time = frame.Time,
        Source = source,
        Destination = destination,
        Transport = SipTransport.Udp,
        Frame = new FrameId(frame.File, frame.Number),
        Point = frame.Point,
        Readable = frame.Offset >= 0 ? frame.Bytes : default,
        ReadableOffset = frame.Offset,
        Pieces = pieces,
        WireLength = wireLength,
        IsCut = isCut,
    };

    private bool TakeStreamMessage(in StreamMessage message)
    {
        if (message.Kind == StreamKind.Tls)
        {
            encrypted.Add(message.Connection);
            return false;
        }
        var frames = ArrayPool<Piece>.Shared.Rent(message.Frames.Length);
        for (var i = 0; i < message.Frames.Length; i++) frames[i] = new Piece(message.Frames[i].Number, -1, 0);
        TakePayload(new Arrival
        {
            Time = message.Time,
            Source = message.Source,
            Destination = message.Destination,
            Transport = message.Kind switch
            {
                StreamKind.WebSocket => SipTransport.Ws,
                StreamKind.Sctp => SipTransport.Sctp,
                _ => SipTransport.Tcp,
            },
            Frame = message.Frame,
            Point = message.Point,
            Readable = message.Offset >= 0 ? message.Bytes : default,
            ReadableOffset = message.Offset,
            Pieces = message.Frames.Length > 1 ? frames.AsSpan(0, message.Frames.Length) : default,
            WireLength = message.Bytes.Length,
            IsCut = message.IsCut,
        }, message.Bytes);
        ArrayPool<Piece>.Shared.Return(frames);
        return true;
    }

    private void TakePayload(in Arrival arrival, ReadOnlySpan<byte> payload)
    {
        var kind = Payloads.KindOf(payload, arrival.WireLength);
        if (!FollowsMedia && kind is not (PayloadKind.Sip or PayloadKind.Hep or PayloadKind.Unknown)) return;
        switch (kind)
        {
            case PayloadKind.Rtp:
                TakeRtp(arrival, payload);
                break;
            case PayloadKind.Sip:
                TakeSip(arrival, payload);
                break;
            case PayloadKind.Rtcp:
                TakeRtcp(arrival, payload);
                break;
            case PayloadKind.Stun:
                TakeStun(arrival, payload);
                break;
            case PayloadKind.Dtls:
                Trace.Statistics.Dtls++;
                Trace.Dtls.Take(arrival, RelayOf(arrival), payload);
                break;
            case PayloadKind.ChannelData:
                TakeChannelData(arrival, payload);
                break;
            case PayloadKind.KeepAlive:
                Trace.KeepAlives.Take(Trace.Endpoints.IndexOf(arrival.Source), arrival.Time);
                break;
            default:
                if (!TryTakeHep(arrival, payload)) TakeUnknown(arrival, payload);
                break;
        }
    }

    private void TakeUnknown(in Arrival arrival, ReadOnlySpan<byte> payload)
    {
        if (!FollowsMedia || !Trace.Fax.TryTake(arrival, payload)) counts.Count(Oddity.UnknownPayload);
    }

    // HEP carries a packet that another machine captured: its addresses and its time are the packet's own.
    private bool TryTakeHep(in Arrival arrival, ReadOnlySpan<byte> payload)
    {
        if (arrival.ViaHep || !HepPacket.TryParse(payload, out var hep) || !hep.TryReadPayload(out var inner)) return false;
        // Versions 1 and 2 have no mark of their own: only SIP inside proves them.
        if (hep.Version < 3 && !SipText.LooksLikeSip(inner)) return false;
        TakePayload(new Arrival
        {
            Time = hep.Time ?? arrival.Time,
            Source = hep.Source,
            Destination = hep.Destination,
            Transport = hep.Protocol == IpProtocol.Tcp ? SipTransport.Tcp : hep.Protocol == IpProtocol.Sctp ? SipTransport.Sctp : SipTransport.Udp,
            Frame = arrival.Frame,
            Point = arrival.Point,
            Readable = arrival.Readable,
            ReadableOffset = arrival.ReadableOffset,
            WireLength = inner.Length,
            ViaHep = true,
            IsCut = arrival.IsCut,
        }, inner);
        return true;
    }

    private void TakeRtp(in Arrival arrival, ReadOnlySpan<byte> payload)
    {
        if (RtpPacket.TryParse(payload, arrival.WireLength, out var packet))
        {
            rtp.Take(
                new RtpStreamKey(arrival.Point, RelayOf(arrival), arrival.Source, arrival.Destination, packet.Ssrc), packet, arrival.Time,
                arrival.Frame, arrival.WireLength);
        }
        else counts.Count(Oddity.UnknownPayload);
    }

    private void TakeRtcp(in Arrival arrival, ReadOnlySpan<byte> payload)
    {
        if (!RtcpReader.TryRead(payload, arrival.WireLength, out var reader)) return;
        foreach (var packet in reader) counts.Count(packet.Type);
        Trace.Rtcp.Take(arrival, RelayOf(arrival), reader);
        if (arrival.ViaTurn.IsNone) RtcpTaken?.Invoke(arrival.Time, arrival.Source, arrival.Destination, reader);
    }

    private int RelayOf(in Arrival arrival) => arrival.ViaTurn.IsNone ? 0 : Trace.Relays.IndexOf(arrival.ViaTurn);

    private void TakeStun(in Arrival arrival, ReadOnlySpan<byte> payload)
    {
        if (!StunMessage.TryParse(payload, arrival.WireLength, out var message)) return;
        // What a relay carries is told apart, but not counted twice; the form of RFC 3489 has nothing that proves it.
        if (message.IsClassic) Trace.Statistics.ClassicStun++;
        else if (arrival.ViaTurn.IsNone) counts.Count(message);
        var transaction = Trace.Stun.Take(arrival, message);
        if (message.Method == StunMethod.Binding) return;
        if (transaction >= 0) Trace.Turn.Take(arrival, message, transaction);
        else if (Trace.Turn.TryUnwrap(arrival, message, out var datum)) TakeRelayed(arrival, datum);
    }

    private void TakeChannelData(in Arrival arrival, ReadOnlySpan<byte> payload)
    {
        if (!ChannelData.TryParse(payload, arrival.WireLength, out var message)) return;
        if (Trace.Turn.TryUnwrap(arrival, message, out var datum))
        {
            Trace.Statistics.ChannelData++;
            TakeRelayed(arrival, datum);
        }
        // Other protocols begin alike (GTPv2-C): what is inside must have a form that chance does not make.
        else if (Payloads.KindOf(message.Data, message.Length) is PayloadKind.Rtcp or PayloadKind.Stun or PayloadKind.Dtls) Trace.Statistics.ChannelData++;
        else TakeUnknown(arrival, payload);
    }

    // Media never goes through two relays of one client.
    private void TakeRelayed(in Arrival arrival, in TurnDatum datum)
    {
        if (!arrival.ViaTurn.IsNone || (Trace.Relays.Count >= MostRelays && !Trace.Relays.TryGetIndex(datum.Relay, out _))) return;
        TakePayload(arrival with { Source = datum.Source, Destination = datum.Destination, ViaTurn = datum.Relay, WireLength = datum.Length }, datum.Data);
    }

    private void TakeSip(in Arrival arrival, ReadOnlySpan<byte> payload)
    {
        if (SipText.TryParse(payload, arrival.IsCut, out var text))
        {
            if (IsSip(arrival, text)) sip.Take(arrival, text);
            else counts.Count(Oddity.UnknownPayload);
            return;
        }
        Trace.Statistics.MalformedSip++;
        counts.Count(Oddity.MalformedSip);
    }

    // On a stream, a whole header with none of the five that every message has (RFC 3261 §8.1.1) is some other protocol's joke.
    private static bool IsSip(in Arrival arrival, in SipText text) => arrival.Transport != SipTransport.Tcp || !text.HasCompleteHeader || !text.CallId.IsEmpty || !text.From.IsEmpty || !text.To.IsEmpty
        || !text.CSeqNumber.IsEmpty || !text.TopVia.IsEmpty;

    private void WriteFlowCounts(Statistics statistics)
    {
        statistics.FragmentsSeen = fragments.Seen;
        statistics.FragmentsReassembled = fragments.Reassembled;
        statistics.FragmentsExpired = fragments.Expired;
        statistics.TcpConnections = tcp.Connections;
        statistics.TcpGaps = tcp.Gaps;
        statistics.EncryptedStreams = encrypted.Count;
        statistics.RtpStreams = rtp.Streams.Count;
        statistics.RtpPackets = rtp.Streams.Sum(stream => (long)stream.Packets);
    }
}
