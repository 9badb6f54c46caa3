namespace SipTrace.Lint.Ice;

internal sealed class NoCandidates() : SdpRule("ICE018", "no-candidates", Severity.Warning, "RFC 8839 §4.3.1; RFC 8840 §4.1.1")
{
    public override string Why =>
        "Credentials say that ICE is spoken, candidates say where. Without any, and without a=ice-options:trickle to announce them "
        + "for later, the peer has nothing to check, and ICE fails or is left.";

    public override string Bad => Good.Replace(IceExample.AliceHost + "\n", "", StringComparison.Ordinal);

    public override string Good => IceExample.Offer;

    public override void Check(SdpBody body, Report report)
    {
        foreach (var media in body.Media)
        {
            if (!media.HasOwnTransport || !media.HasIce || media.HasAttribute("candidate") || media.Trickles || media.HasIceMismatch)
                continue;
            if (media.HasDummyDefault && media.IsIce2) continue;
            if (body.Offer is { } offer ? media.Index < offer.Media.Count && !offer.Media[media.Index].HasAnyIce : IsAnswerUnseen(body))
                continue;
            report.Add(body.At(media.Line), "ice-ufrag and ice-pwd, but no candidate and no trickle");
        }
    }

    // It may answer an offer without ICE, which was not captured.
    private static bool IsAnswerUnseen(SdpBody body) => body.Role == BodyRole.Unknown && body.Message is { IsRequest: false };
}
