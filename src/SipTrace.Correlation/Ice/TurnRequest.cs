using SipTrace.Wire.Stun;

namespace SipTrace.Correlation.Ice;

/// <summary>A request of a TURN client that waits for its answer.</summary>
internal sealed record TurnRequest(
    TurnAllocation Allocation, StunMethod Method, bool HasCredentials, bool IsRelease, TurnChannel? Channel, TurnPermission[] Permissions);
