namespace SipTrace.Lint.Ice;

internal sealed class CredentialsMissing() : SdpRule("ICE001", "credentials-missing", Severity.Error, "RFC 8839 §5.4")
{
    public override string Why =>
        "Checks are signed with ice-ufrag and ice-pwd. Candidates without both, or one of the two alone, cannot be used: the peer "
        + "takes the stream for one without ICE, or refuses the body.";

    public override string Bad => Good.Replace("a=ice-pwd:c9a3e71d05b84f62a1d7c390\n", "", StringComparison.Ordinal);

    public override string Good => IceExample.Offer;

    public override void Check(SdpBody body, Report report)
    {
        foreach (var media in body.Media)
        {
            if (!media.HasOwnTransport || media.HasIce || !media.HasAnyIce) continue;
            var candidate = media.Candidates.FirstOrDefault(c => !c.HasDraftTransport);
            var (hasUfrag, hasPassword) = (media.IceUfrag.Length > 0, media.IcePassword.Length > 0);
            var missing = hasUfrag ? "ice-pwd" : hasPassword ? "ice-ufrag" : "ice-ufrag and no ice-pwd";
            if (candidate is not null) report.Add(body.At(candidate.Line), $"m={media.Kind} has candidates but no {missing}");
            else if (hasUfrag != hasPassword)
                report.Add(body.InForce(media, hasUfrag ? "ice-ufrag" : "ice-pwd"),
                    $"m={media.Kind} has {(hasUfrag ? "ice-ufrag" : "ice-pwd")} but no {missing}");
        }
    }
}
