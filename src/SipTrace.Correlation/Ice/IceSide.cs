namespace SipTrace.Correlation.Ice;

/// <summary>One of the two agents of an ICE session.</summary>
public enum IceSide
{
    /// <summary><c>offerer</c>: who made the offer that began it.</summary>
    Offerer,

    /// <summary><c>answerer</c>: who answered it.</summary>
    Answerer,
}
