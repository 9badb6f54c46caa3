using SipTrace.Correlation.Sip;

namespace SipTrace.Lint.Diagnoses;

internal sealed class MisroutedInDialog() : Diagnosis("D14", "in-dialog-misrouted", "in-dialog request misrouted",
    "loose_route, handle_ruri_alias, GRUU")
{
    protected override IReadOnlyList<string> Explains => ["SIP008", "SIP004", "SIP003", "RTP011", "HOP007", "NAT002"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.IsSure("D24")) return null;
        if (seen.First("SIP008") is { Place.Message: { } refused } && refused.Status is 404 or 408 or 481)
        {
            var request = seen.Messages.FirstOrDefault(m => m.IsRequest && m.Method == refused.Method && m.CSeq == refused.CSeq
                && m.Leg == refused.Leg);
            var target = request is null ? "" : $" {RequestUri(request)}";
            return Sure(seen, $"The {refused.Method} got {refused.Status} at {refused.Source.AddressText()} (frame {refused.Frame}): "
                + $"it could not be routed to{target}, so the other phone does not know of it.");
        }
        if (seen.Findings.FirstOrDefault(f => f.Rule.Code == "SIP004" && f.Place.Message is { ToTag.Length: > 0 }) is not {
            Place.Message: { } silent }) return null;
        return Likely(seen, $"The {silent.Method} inside the call to {silent.Destination} ({RequestUri(silent)}, frame "
            + $"{silent.Frame}) is never answered.");
    }

    private static string RequestUri(TranscriptMessage request) => System.Text.Encoding.UTF8.GetString(request.Parse().RequestUri);
}
