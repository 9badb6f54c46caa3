using SipTrace.Correlation.Sip;

namespace SipTrace.Correlation.Media;

/// <summary>The codecs that the last bodies of both sides have in common (RFC 3264 §6.1): by name and clock, not by number.</summary>
internal static class AgreedCodecs
{
    private static readonly string[] Helpers = ["telephone-event", "CN", "red", "ulpfec", "flexfec", "flexfec-03", "rtx", "tone"];

    public static IReadOnlyList<string> Of(Call call)
    {
        if (call.LastAnnouncement(isFromCaller: true) is not { } caller || call.LastAnnouncement(isFromCaller: false) is not { } callee) return [];
        var (offer, answer) = caller.Time <= callee.Time ? (caller, callee) : (callee, caller);
        List<string> codecs = [];
        for (var i = 0; i < Math.Min(offer.Media.Count, answer.Media.Count); i++)
        {
            var (offered, answered) = (offer.Media[i], answer.Media[i]);
            if (offered.Port == 0 || answered.Port == 0) continue;
            if (answered.Kind == MediaKind.Image && offered.Kind == MediaKind.Image) codecs.Add("t38");
            var types = answered.Payloads.PayloadTypes;
            for (var at = 0; at < types.Count; at++)
            {
                if (answered.Payloads[types[at]] is not { } format || IsHelper(format.Name)) continue;
                if (!codecs.Contains(format.Name) && offered.Payloads.Has(format)) codecs.Add(format.Name);
            }
        }
        return codecs;
    }

    private static bool IsHelper(string codec)
    {
        foreach (var helper in Helpers)
        {
            if (helper.Equals(codec, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }
}
