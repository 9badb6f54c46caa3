using SipTrace.Correlation.Sip;
using SipTrace.Wire;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;
using SipTrace.Wire.Sip;

namespace SipTrace.Correlation;

/// <summary>Takes each frame where it belongs. The only writer of its <see cref="Trace"/>; one thread calls it, in time order.</summary>
public sealed class Correlator
{
    private readonly SipTable sip;
    private readonly long[] linkTypes = new long[512];
    private readonly long[] oddities = new long[Enum.GetValues<Oddity>().Length];

    /// <summary>A correlator whose trace reads texts again from <paramref name="bytes"/>.</summary>
    public Correlator(ByteSource bytes)
    {
        Trace = new Trace(bytes);
        sip = new SipTable(Trace);
    }

    /// <summary>What was learned so far.</summary>
    public Trace Trace { get; }

    /// <summary>Takes one frame. Frames of all inputs come in time order; nothing of the frame is kept but copies and places.</summary>
    public void Take(in Frame frame)
    {
        var statistics = Trace.Statistics;
        statistics.Packets++;
        statistics.Bytes += frame.Bytes.Length;
        if (frame.Bytes.Length < frame.OriginalLength) statistics.TruncatedPackets++;
        linkTypes[(int)frame.LinkType & 511]++;
        if (statistics.First is null) statistics.First = frame.Time;
        if (!(frame.Time < statistics.Last)) statistics.Last = frame.Time;
        if (Layers.TryPeel(frame, out var packet, out var oddity)) TakePacket(frame, packet);
        else oddities[(int)oddity]++;
    }

    /// <summary>Tells that time has passed without a frame, so that what waits can be given up.</summary>
    public void Advance(Timestamp now)
    {
    }

    /// <summary>Tells that no frame follows: what waits is given up, and what only the whole capture shows (related legs, counts) is worked out.</summary>
    public void Complete()
    {
        sip.Complete();
        sip.Related.Complete(Trace.Calls);
        for (var type = 0; type < linkTypes.Length; type++)
        {
            if (linkTypes[type] > 0) Trace.Statistics.LinkTypes[(LinkType)type] = linkTypes[type];
        }
        for (var kind = 0; kind < oddities.Length; kind++)
        {
            if (oddities[kind] > 0) Trace.Statistics.Oddities[(Oddity)kind] = oddities[kind];
        }
    }

    private void TakePacket(in Frame frame, in Packet packet)
    {
        switch (packet.Protocol)
        {
            case IpProtocol.Udp:
                TakeDatagram(frame, packet);
                break;
            default:
                oddities[(int)Oddity.OtherIpProtocol]++;
                break;
        }
    }

    private void TakeDatagram(in Frame frame, in Packet packet)
    {
        if (SipText.LooksLikeSip(packet.Payload, packet.IsCut)) TakeSip(frame, packet);
        else oddities[(int)Oddity.UnknownPayload]++;
    }

    private void TakeSip(in Frame frame, in Packet packet)
    {
        if (!SipText.TryParse(packet.Payload, packet.IsCut, out var text))
        {
            Trace.Statistics.MalformedSip++;
            oddities[(int)Oddity.MalformedSip]++;
            return;
        }
        sip.Take(frame, new SipArrival
        {
            Source = packet.Source,
            Destination = packet.Destination,
            Transport = SipTransport.Udp,
            Time = frame.Time,
            IsCut = packet.IsCut,
        }, text);
    }
}
