using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;

namespace SipTrace.Wire.Hep;

/// <summary>What HEP tells about a payload.</summary>
/// <param name="Time">When it was captured.</param>
/// <param name="Source">Who sent it.</param>
/// <param name="Destination">Who it was sent to.</param>
/// <param name="Protocol">What carried it.</param>
/// <param name="PayloadType">What it is.</param>
/// <param name="AgentId">The number of the capture agent.</param>
public readonly record struct HepEnvelope(
    Timestamp Time, Endpoint Source, Endpoint Destination, IpProtocol Protocol, HepPayloadType PayloadType, uint AgentId);
