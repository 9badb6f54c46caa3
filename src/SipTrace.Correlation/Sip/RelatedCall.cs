namespace SipTrace.Correlation.Sip;

/// <summary>Another leg of the same conversation, and what tells so.</summary>
/// <param name="Call">The other call.</param>
/// <param name="Why">The evidence in a few words: <c>X-Call-ID</c>, <c>Replaces</c>, <c>same users within 0.2 s through 203.0.113.10</c>, ...</param>
public sealed record RelatedCall(Call Call, string Why);
