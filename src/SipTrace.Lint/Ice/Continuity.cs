namespace SipTrace.Lint.Ice;

/// <summary>What rules about restarts ask of the bodies of a dialog.</summary>
internal static class Continuity
{
    /// <summary>What the sender of a body said before it, refused offers left out; null where that is not known.</summary>
    public static SdpBody? Before(this DialogTrail trail, SdpBody body, LintedCall call)
    {
        SdpBody? before = null;
        foreach (var one in trail.Of(body.Message!.SenderTag))
        {
            if (one == body) return before;
            if (!call.IsWithdrawn(one)) before = one;
        }
        return null;
    }

    /// <summary>Whether the request that carried an offer was refused: the offer is as if never made.</summary>
    public static bool IsWithdrawn(this LintedCall call, SdpBody body) =>
        call.Transcript.Negotiations.Any(negotiation => negotiation.IsWithdrawn && negotiation.Offer == body.Message);
}
