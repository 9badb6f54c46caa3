namespace SipTrace.Correlation.Ice;

/// <summary>What an answer finds its request by: the id, the requester and the capture point. Requests that share them differ in their destination.</summary>
internal readonly record struct StunKey(ulong IdHigh, uint IdLow, int Requester, int PointAndRelay)
{
    // Ids are random: they hash well as they are.
    public override int GetHashCode() => (int)(IdHigh ^ IdHigh >> 32) ^ (int)IdLow ^ Requester * 397 ^ PointAndRelay * 7919;
}
