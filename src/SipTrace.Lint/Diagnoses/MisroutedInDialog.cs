using SipTrace.Correlation.Sip;

namespace SipTrace.Lint.Diagnoses;

internal sealed class MisroutedInDialog() : Diagnosis("D14", "in-dialog-misrouted", "in-dialog request misrouted",
    "loose_route, handle_ruri_alias, GRUU", ["SIP008", "SIP004"])
{
    protected override IReadOnlyList<string> Explains => ["SIP008", "SIP004", "SIP003", "RTP011", "HOP007", "NAT002"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.IsSure("D24")) return null;
        if (seen.First("SIP008") is { Place.Message: { Status: 404 or 408 or 481 } refused }) return Sure(seen, SentenceOf(seen, refused));
        if (seen.Findings.FirstOrDefault(f => f.Rule.Code == "SIP004" && f.Place.Message is { ToTag.Length: > 0 }) is not {
            Place.Message: { } silent }) return null;
        return Likely(seen, $"The {silent.Method} inside the call to {silent.Destination} ({RequestUri(silent)}, frame "
            + $"{silent.Frame}) is never answered.");
    }

    // Who could not pass what on, what became of the ACK, and what the other side does not know for it.
    private static string SentenceOf(Symptoms seen, TranscriptMessage refused)
    {
        var request = seen.Messages.Find(m => m.IsRequest && m.Method == refused.Method && m.CSeq == refused.CSeq
            && m.Leg == refused.Leg);
        var target = request is null ? "the other phone" : RequestUri(request);
        var fault = refused.Status switch
        {
            404 => $"finds no way to {target} inside the call",
            481 => "does not know the call",
            _ => $"waits in vain for {target} inside the call",
        };
        var refusals = seen.Findings.Where(f => f.Rule.Code == "SIP008" && f.Place.Message is { } other && other.Source == refused.Source)
            .Select(f => $"the {(f.Place.Message!.Method == "INVITE" ? "re-INVITE" : f.Place.Message.Method)} gets "
                + $"{f.Place.Message.Status} (frame {f.Place.Frame})").ToList();
        if (seen.Findings.FirstOrDefault(f => f.Rule.Code == "HOP007" && f.Place.Message?.Method == "ACK") is { } lost)
            refusals.Insert(0, $"the ACK never leaves it (frame {lost.Place.Frame})");
        var text = $"{refused.Source.AddressText()} {fault}: {string.Join(", ", refusals)}";
        if (seen.First("SIP003") is { Place.Message: { } answer } again)
            text += $"; {seen.NameOf(answer.ToTag)} waits for the ACK: {again.Message} (frame {again.Place.Frame})";
        if (seen.Findings.FirstOrDefault(f => f.Rule.Code == "SIP008" && f.Place.Message is { Method: "BYE", Status: not 481 }) is { } bye)
            text += $"; {seen.PeerNameOf(bye.Place.Message!.FromTag)} does not learn that the call is over";
        return text + ".";
    }

    private static string RequestUri(TranscriptMessage request) => System.Text.Encoding.UTF8.GetString(request.Parse().RequestUri);
}
