namespace SipTrace.Correlation.Media;

/// <summary>Which two session descriptions are compared.</summary>
public enum SdpStepKind : byte
{
    /// <summary><c>offers</c>: an offer with what the same side said before.</summary>
    Offers,

    /// <summary><c>answers</c>: an answer with what the same side said before.</summary>
    Answers,

    /// <summary><c>offer_answer</c>: an offer with its answer.</summary>
    OfferAnswer,

    /// <summary><c>hop</c>: one message before and after a hop.</summary>
    Hop,
}
