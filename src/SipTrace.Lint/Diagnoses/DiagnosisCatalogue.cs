namespace SipTrace.Lint.Diagnoses;

/// <summary>All diagnoses, those nearest to the root of trouble first.</summary>
public static class DiagnosisCatalogue
{
    /// <summary>All of them, in the order in which they are asked; one may ask which of those before it are sure.</summary>
    public static IReadOnlyList<Diagnosis> All { get; } =
    [
        new RefusedCredentials(), new BigRequestLost(), new NobodyAnswers(), new Refused(), new SecondAnswerLeftOver(),
        new SipAlg(), new RewrittenSdp(), new WrongIcePassword(), new NothingPairs(), new RoleWar(), new TurnCredentials(),
        new TurnPermission(), new RelaySwallowsStun(), new Hairpin(), new TwoSymmetricNats(), new StrangerInOwnSubnet(),
        new NoTriggeredCheck(), new NeverNominated(), new HalfIce(), new OneSidedIce(), new PrivateAddress(),
        new ChecksFiltered(), new HoldClosesNat(), new MediaTimeoutBye(), new BindingLost(), new NobodyListens(),
        new PayloadNotUnderstood(), new KeysDoNotFit(), new SilenceByAgreement(), new DroppedAfter32Seconds(),
        new MisroutedInDialog(), new SessionTimer(), new DefaultNotUpdated(), new LateMedia(), new Detour(),
        new RtcpCannotArrive(), new BadNetwork(),
    ];
}
