using SipTrace.Correlation.Sip;

namespace SipTrace.Lint.Diagnoses;

internal sealed class BigRequestLost() : Diagnosis("D24", "big-request-lost", "big request lost",
    "TCP, fewer codecs and candidates, the MTU of the way", ["SIP004"])
{
    protected override IReadOnlyList<string> Explains => ["SIP004", "SIP005"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.First("SIP004") is not { Place.Message: { } request } || seen.First("SIP005") is not { } big) return null;
        if (request.Text.Length <= Sip.UdpMessageTooLarge.Largest) return null;
        if (!SmallOnesAreAnswered(seen, request)) return null;
        return Sure(seen, $"The {request.Method} of {request.Text.Length} octets (frame {request.Frame}) is cut in fragments on its "
            + $"way to {request.Destination}; "
            + $"nothing ever answers it, though smaller requests are answered there.", [.. Symptoms.EvidenceOf(big)]);
    }

    private static bool SmallOnesAreAnswered(Symptoms seen, TranscriptMessage request)
    {
        var trace = seen.Linted.Trace;
        for (var i = 0; i < trace.Messages.Count; i++)
        {
            ref var message = ref trace.Messages[i];
            if (message.Status > 100 && trace.Endpoints[message.Source].HasSameAddress(request.Destination)
                && trace.Endpoints[message.Destination].HasSameAddress(request.Source)) return true;
        }
        return false;
    }
}
