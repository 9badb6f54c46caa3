using SipTrace.Lint.Ice;

namespace SipTrace.Lint;

public static partial class RuleCatalogue
{
    private static Rule[] Ice =>
    [
        new CredentialsMissing(),
        new CredentialsMalformed(),
        new SharedUfragDifferentPassword(),
        new CandidateMalformed(),
        new DraftCandidateSyntax(),
        new DuplicateCandidate(),
        new PriorityNotUnique(),
        new PriorityNotByFormula(),
        new ComponentSetWrong(),
        new RelatedAddressWrong(),
        new FoundationShared(),
        new DefaultNotACandidate(),
        new RtcpNotACandidate(),
        new CandidateAddressUnusable(),
        new TcpCandidateMalformed(),
        new ZeroAddressWithIce(),
        new IceLiteMisused(),
        new NoCandidates(),
        new IceNotAnswered(),
        new IceAnsweredUnasked(),
        new IceMismatchReported(),
        new HalfRestart(),
        new RestartNotAnswered(),
        new RestartInAnswer(),
        new MovedWithoutRestart(),
        new IceDropped(),
        new RemoteCandidatesMisplaced(),
        new NoPairableCandidates(),
        new ReofferNotTheSelectedPair(),
        new ReofferMissing(),
        new RemoteCandidatesMissing(),
        new RemoteCandidatesWrong(),
        new ChecksNeverSent(),
        new ChecksUnanswered(),
        new NoNomination(),
        new RoleWrong(),
        new RoleConflict(),
        new ChecksTooFast(),
        new IceSlow(),
        new RelayThoughDirectWorks(),
        new ConsentLost(),
    ];
}
