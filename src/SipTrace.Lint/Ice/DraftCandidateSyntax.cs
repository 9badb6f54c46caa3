using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

internal sealed class DraftCandidateSyntax() : SdpRule("ICE005", "draft-candidate-syntax", Severity.Info, "")
{
    public override string Why =>
        "Drafts of ICE wrote candidates with an identifier, a password and a priority below one, and TCP candidates as TCP-ACT, "
        + "TCP-PASS or TCP-SO. Agents of RFC 5245 and later ignore such lines and speak to the default address.";

    public override string Bad => Example.Sdp("192.0.2.23", IceExample.AliceRtp,
        "a=candidate:sHCsLT3dhXDbapkIMEPdbGA2CktkIjKkI5c2Y8Gj 1 Vy4lybI7gomvfUYjMHXtHMxk UDP 0.830 192.0.2.23 11780");

    public override string Good => IceExample.Offer;

    public override Fold Fold => Fold.Agent;

    public override void Check(SdpBody body, Report report)
    {
        Check(body, body.Document.Session, report);
        foreach (var media in body.Media) Check(body, media, report);
    }

    private static void Check(SdpBody body, SdpSection section, Report report)
    {
        foreach (var candidate in section.Candidates)
        {
            if (candidate.HasDraftTransport) Add(candidate.Line, candidate.Transport);
        }
        foreach (var (line, _) in section.UnreadableCandidates)
        {
            if (SdpCandidate.IsDraftForm(line)) Add(line, FourthAndFifth(line));
        }

        void Add(SdpLine line, string syntax) =>
            report.Add(body.At(line), $"candidate in the syntax of a draft: {syntax}: peers of RFC 5245 and later ignore it");
    }

    private static string FourthAndFifth(SdpLine line)
    {
        var words = line.AttributeText.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return $"{words[3]} {words[4]}";
    }
}
