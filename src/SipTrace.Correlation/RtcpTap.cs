using SipTrace.Wire.Bytes;
using SipTrace.Wire.Rtp;

namespace SipTrace.Correlation;

/// <summary>Sees each RTCP datagram as it is taken.</summary>
/// <param name="time">When it was captured.</param>
/// <param name="source">Who sent it.</param>
/// <param name="destination">Who it was sent to.</param>
/// <param name="packets">Its packets.</param>
public delegate void RtcpTap(Timestamp time, Endpoint source, Endpoint destination, RtcpReader packets);
