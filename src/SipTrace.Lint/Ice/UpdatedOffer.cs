using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

/// <summary>An m= line of an offer made after a nomination of its sender's ufrag.</summary>
/// <param name="Body">The offer.</param>
/// <param name="Media">The m= line.</param>
/// <param name="Nominations">All nominations before it.</param>
internal readonly record struct UpdatedOffer(SdpBody Body, SdpMedia Media, List<IceCheck> Nominations)
{
    /// <summary>Those of a call.</summary>
    public static List<UpdatedOffer> Of(LintedCall call)
    {
        var offers = new List<UpdatedOffer>();
        if (FirstNomination(call) is not { } first) return offers;
        foreach (var body in call.Bodies)
        {
            if (body.Role != BodyRole.Offer || body.Message!.Time < first.Time) continue;
            foreach (var media in body.Media)
            {
                if (!media.HasIce || !media.HasOwnTransport || media.Default is not { IsNone: false } address || address.IsZero()
                    || address.Port == 9) continue;
                if (NominationsBefore(call, body.Message, media) is { Count: > 0 } nominations) offers.Add(new(body, media, nominations));
            }
        }
        return offers;
    }

    private static IceCheck? FirstNomination(LintedCall call)
    {
        foreach (var check in call.Seen.Checks)
        {
            if (check.IsNomination) return check;
        }
        return null;
    }

    private static List<IceCheck> NominationsBefore(LintedCall call, TranscriptMessage offer, SdpMedia media) =>
        call.Seen.NominationsOf(offer.Leg, media.Index).FindAll(check =>
            check.Answered < offer.Time && (check.Sender.Ufrag == media.IceUfrag || check.Receiver.Ufrag == media.IceUfrag));
}
