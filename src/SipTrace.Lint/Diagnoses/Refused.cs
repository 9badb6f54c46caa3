namespace SipTrace.Lint.Diagnoses;

internal sealed class Refused() : Diagnosis("D29", "refused", "refused",
    "the named hop: codec lists, routes, dial plan, permissions; 404 and 604: the number; 503: the state of the trunk")
{
    protected override IReadOnlyList<string> Explains => ["OA005", "SIP004"];

    internal override Cause? Find(Symptoms seen)
    {
        var call = seen.Call;
        if (!call.IsInvite || call.Answered is not null || call.FinalStatus is not (>= 400 and < 700 and not (401 or 407 or 408 or
            486 or 487 or 600))) return null;
        var status = call.FinalStatus.Value;
        if (status == 480 && seen.Messages.Exists(m => m is { Status: 180, Method: "INVITE" })) return null;
        if (seen.Messages.Find(m => m.Status == status && m.Method == "INVITE") is not { } said) return null;
        var why = said.Header("Warning"u8) ?? said.Header("Reason"u8);
        if (why is not null && why.Equals(call.Reason, StringComparison.OrdinalIgnoreCase)) why = null;
        var hops = said.ViaCount - 1;
        return Sure(seen, $"{$"{status} {call.Reason}".TrimEnd()} was first said by {said.Source.AddressText()} (frame {said.Frame})"
            + (hops > 0 ? $", {hops} {(hops == 1 ? "hop" : "hops")} from the caller" : "") + (why is null ? "" : $": {why}")
            + (seen.First("OA005") is { } codecs ? $"; {codecs.Message}" : "") + ".", Symptoms.EvidenceOf(said, $"the {status}"));
    }
}
