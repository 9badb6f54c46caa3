using SipTrace.Wire.Bytes;
using SipTrace.Wire.Stun;

namespace SipTrace.Correlation.Ice;

/// <summary>A request of a TURN client that its server refused. The first 401, which asks for credentials, is none; nor is 438, which renews the nonce.</summary>
/// <param name="Method">What was asked for.</param>
/// <param name="Code">The error code.</param>
/// <param name="HadCredentials">Whether the request carried credentials: a 401 then says they are wrong.</param>
/// <param name="Time">When the refusal was seen.</param>
/// <param name="Frame">Its frame.</param>
public readonly record struct TurnError(StunMethod Method, int Code, bool HadCredentials, Timestamp Time, int Frame);
