using SipTrace.Wire.Rtp;

namespace SipTrace.Correlation.Rtp;

/// <summary>Collects the digits of RFC 4733 events: one per event, whose packets all share a timestamp.</summary>
internal struct RtpDigits
{
    /// <summary>Octets of the one event in a payload. A longer one is SRTP, whose octets say nothing.</summary>
    public const int EventLength = 4;

    private const int MaxLength = 256;

    private uint lastTimestamp;
    private bool hasLast;

    /// <summary>The digits so far; a new text only when one is added.</summary>
    public string Text { get; private set; }

    /// <summary>Forgets the last event, as when the sequence begins anew.</summary>
    public void Break() => hasLast = false;

    /// <summary>Takes one event packet. A late one of an event that is over adds nothing.</summary>
    public void Take(uint timestamp, in TelephoneEvent each)
    {
        if (each.Digit is not { } digit) return;
        if (hasLast && (int)(timestamp - lastTimestamp) <= 0) return;
        (lastTimestamp, hasLast) = (timestamp, true);
        Text ??= "";
        if (Text.Length < MaxLength) Text += digit;
    }
}
