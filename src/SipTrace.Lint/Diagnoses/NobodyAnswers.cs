namespace SipTrace.Lint.Diagnoses;

internal sealed class NobodyAnswers() : Diagnosis("D30", "nobody-answers", "nobody answers",
    "the address, a firewall, the transport, the size of the request")
{
    protected override IReadOnlyList<string> Explains => ["SIP004"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.IsSure("D24") || seen.Call.Answered is not null) return null;
        if (seen.Findings.FirstOrDefault(f => f.Rule.Code == "SIP004" && f.Place.Message is { ToTag.Length: 0 }) is { Place.Message:
            { } request })
        {
            var times = request.Leg.Messages.Count(m => m.IsRequest && m.Method == request.Method && m.CSeq == request.CSeq
                && m.Source == request.Source);
            return Sure(seen, $"{request.Method} was sent {times} times from {request.Source.AddressText()} to {request.Destination} "
                + $"(frame {request.Frame}); nothing ever came back.",
                Symptoms.EvidenceOf(request, "the first of them"));
        }
        if (seen.Messages.Find(m => m is { Status: 408, Method: "INVITE" }) is not { } given) return null;
        return Likely(seen, $"{given.Source.AddressText()} gave up on the INVITE with 408 (frame {given.Frame}): behind it nobody "
            + $"answered.", Symptoms.EvidenceOf(given, "the 408"));
    }
}
