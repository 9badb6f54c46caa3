using System.Runtime.CompilerServices;

namespace SipTrace.Correlation.Rtp;

/// <summary>Arrival times of the last packets, in microseconds modulo 2^32, by the low bits of their numbers.</summary>
[InlineArray(Capacity)]
internal struct RecentArrivals
{
    public const int Capacity = 8;

    private uint first;
}
