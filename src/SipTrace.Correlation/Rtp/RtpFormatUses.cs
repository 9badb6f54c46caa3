using System.Runtime.CompilerServices;

namespace SipTrace.Correlation.Rtp;

/// <summary>Room for the payload types of one stream; more than these share the last place.</summary>
[InlineArray(Capacity)]
internal struct RtpFormatUses
{
    public const int Capacity = 4;

    private RtpFormatUse first;
}
