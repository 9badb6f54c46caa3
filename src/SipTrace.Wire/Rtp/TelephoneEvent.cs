using System.Buffers.Binary;

namespace SipTrace.Wire.Rtp;

/// <summary>
/// A named telephone event (RFC 4733 §2.3): <c>event u8 | E R volume(6) | duration u16</c>. All packets of one event share an RTP
/// timestamp.
/// </summary>
/// <param name="Event">0-9 the digits, 10 *, 11 #, 12-15 A-D, 16 flash; others are tones of other kinds.</param>
/// <param name="IsEnd">Whether the event is over; such a packet is sent three times.</param>
/// <param name="Volume">Power, in dB below 0 dBm0: 0 to 63.</param>
/// <param name="Duration">How long it has lasted, in units of the RTP timestamp.</param>
public readonly record struct TelephoneEvent(byte Event, bool IsEnd, byte Volume, ushort Duration)
{
    /// <summary>The key pressed: <c>0-9 * # A-D</c>, <c>!</c> for flash; null for any other event.</summary>
    public char? Digit => Event <= 16 ? "0123456789*#ABCD!"[Event] : null;

    /// <summary>Reads the first event of a payload. False where it is shorter than 4 octets.</summary>
    public static bool TryParse(ReadOnlySpan<byte> payload, out TelephoneEvent telephoneEvent)
    {
        telephoneEvent = default;
        if (payload.Length < 4) return false;
        telephoneEvent = new TelephoneEvent(payload[0], (payload[1] & 0x80) != 0, (byte)(payload[1] & 0x3f),
            BinaryPrimitives.ReadUInt16BigEndian(payload[2..]));
        return true;
    }
}
