using SipTrace.Wire.Bytes;

namespace SipTrace.Lint.Rtp;

/// <summary>The time in which what one exchange settled holds on its leg: from its answer to the next offer that is answered.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Answered">When its last answer passed.</param>
/// <param name="To">When the next offer passed.</param>
internal sealed record SettledTime(Exchange Exchange, Timestamp Answered, Timestamp To)
{
    private List<SdpBody>? said, answered;

    /// <summary>When everybody must have heard of it; false where the next offer comes before.</summary>
    public bool TryBegin(TimeSpan grace, out Timestamp from)
    {
        from = Answered + grace;
        return from < To;
    }

    /// <summary>What a party said in it: the offer, or the answers.</summary>
    public List<SdpBody> BodiesOf(string tag, LintedCall call)
    {
        if (Exchange.Offer.Message!.SenderTag == tag) return said ??= [Exchange.Offer];
        if (answered is not null) return answered;
        answered = new List<SdpBody>(1) { Exchange.Answer };
        foreach (var answer in Exchange.Negotiation.LaterAnswers)
        {
            if (call.BodyOf(answer) is { } body) answered.Add(body);
        }
        return answered;
    }
}
