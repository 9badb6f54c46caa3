using System.Runtime.CompilerServices;
using SipTrace.Correlation.Flows;
using SipTrace.Correlation.Rtp;
using SipTrace.Wire;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;
using SipTrace.Wire.Rtp;
using SipTrace.Wire.Sip;

namespace SipTrace.Correlation.Chunks;

/// <summary>
/// Sorts frames into chunks, on a thread of its own and ahead of the <see cref="Correlator"/>: finds the RTP, which is most of a capture with calls,
/// reads SIP as far as its text alone tells, and leaves all else to the Correlator. What comes of it is the same as if the Correlator had taken each frame.
/// </summary>
public sealed class FrameSorter
{
    private readonly RtpIntake intake = new(RtpIntake.ManySlots);
    private Timestamp nextTick = new(long.MinValue);

    internal FrameSorter()
    {
    }

    /// <summary>The counts of all frames.</summary>
    internal FrameCounts Counts { get; } = new();

    /// <summary>When each capture point had frames.</summary>
    internal CaptureWindows Windows { get; } = new();

    /// <summary>Takes one frame, in time order.</summary>
    public void Take(in Frame frame, FrameChunk chunk)
    {
        chunk.Frames++;
        Counts.Count(frame);
        Windows.Take(frame.Point, frame.Time);
        if (frame.Time >= nextTick)
        {
            nextTick = frame.Time + Correlator.Tick;
            chunk.AddTick(frame.Time);
        }
        if (!PlainUdp.TryRead(frame, out var datagram)) TakeOther(frame, chunk);
        else if (Payloads.LooksLikeRtp(datagram.Payload) && RtpPacket.TryParse(datagram.Payload, datagram.Payload.Length, out var packet))
            Take(frame, new RtpStreamKey(frame.Point, 0, datagram.Source, datagram.Destination, packet.Ssrc), packet, datagram.Payload.Length, chunk);
        else AddUdp(frame, datagram.Payload, chunk);
    }

    // Apart, as is what follows: the room that a method needs is cleared each time it is called, and SIP needs most.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddUdp(in Frame frame, ReadOnlySpan<byte> payload, FrameChunk chunk)
    {
        if (Payloads.KindOf(payload) == PayloadKind.Sip && SipText.TryParse(payload, out var text)) chunk.Add(frame, text.Layout);
        else chunk.Add(frame);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TakeOther(in Frame frame, FrameChunk chunk)
    {
        if (Layers.TryPeel(frame, out var packet, out _) && packet is { Protocol: IpProtocol.Udp, IsFragment: false }
            && Payloads.LooksLikeRtp(packet.Payload) && RtpPacket.TryParse(packet.Payload, packet.WireLength, out var rtp))
            Take(frame, new RtpStreamKey(frame.Point, 0, packet.Source, packet.Destination, rtp.Ssrc), rtp, packet.WireLength, chunk);
        else chunk.Add(frame);
    }

    // Apart: what is compiled as one method grows too large for its small parts to be compiled into it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Take(in Frame frame, in RtpStreamKey key, in RtpPacket packet, int wireLength, FrameChunk chunk)
    {
        if (intake.Add(key, packet, frame.Time, new FrameId(frame.File, frame.Number), wireLength, chunk.Rtp)) chunk.AddQuestion();
    }
}
