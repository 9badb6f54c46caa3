using System.Runtime.CompilerServices;
using SipTrace.Correlation.Flows;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Rtp;

namespace SipTrace.Correlation.Rtp;

/// <summary>What a stream needs to know of one RTP packet, without its bytes: it may wait for its turn.</summary>
internal struct RtpArrival
{
    /// <summary>Value of <see cref="Key"/> or <see cref="Claim"/> for none, and of <see cref="Claim"/> for what is no packet but the passing of time.</summary>
    public const int None = 0, Tick = -1;

    private const byte NoExtraHeader = 0x80;    // version 2; no padding, extension or CSRC

    public Timestamp Time;

    public FrameId Frame;

    /// <summary>Where its stream is known, or will be.</summary>
    public int Slot;

    /// <summary>1-based index of its stream's key, among the keys of its batch; none where the slot has it.</summary>
    public int Key;

    /// <summary>1-based index of what signalling says, among the claims of its batch.</summary>
    public int Claim;

    /// <summary>How many packets of its chunk stand before it, where it was found later than those.</summary>
    public int Before;

    public int WireLength;

    public uint Timestamp;

    public ushort SequenceNumber;

    public ushort ExtensionProfile;

    public byte PayloadType;

    public bool IsMarked;

    public bool HasPayload;

    /// <summary>Whether the payload is as long as a telephone-event.</summary>
    public bool HasEvent;

    /// <summary>Whether it can be a telephone-event, as far as its octets tell (RFC 4733 §2.3).</summary>
    public bool LooksLikeEvent;

    /// <summary>The payload as a telephone-event, where it is as long as one.</summary>
    public TelephoneEvent Event;

    /// <summary>Writes all fields, in place, but for the key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int slot, in RtpPacket packet, Timestamp time, FrameId frame, int wireLength)
    {
        Time = time;
        Frame = frame;
        Slot = slot;
        Key = Claim = None;
        WireLength = wireLength;
        Timestamp = packet.Timestamp;
        SequenceNumber = packet.SequenceNumber;
        PayloadType = packet.PayloadType;
        IsMarked = packet.IsMarked;
        HasPayload = packet.PayloadLength > 0;
        ExtensionProfile = 0;
        HasEvent = LooksLikeEvent = false;
        if (packet.FirstOctet != NoExtraHeader || wireLength == RtpPacket.HeaderLength + RtpDigits.EventLength) SetRest(packet);
    }

    // Not by reference: so the packet stays in registers where this is not called.
    private void SetRest(RtpPacket packet)
    {
        ExtensionProfile = packet.ExtensionProfile;
        var payload = packet.Payload;
        if (payload.Length != RtpDigits.EventLength || !TelephoneEvent.TryParse(payload, out Event)) return;
        HasEvent = true;
        LooksLikeEvent = packet.PayloadLength == RtpDigits.EventLength && Event.Digit is not null && Event.Duration > 0 && (payload[1] & 0x40) == 0;
    }
}
