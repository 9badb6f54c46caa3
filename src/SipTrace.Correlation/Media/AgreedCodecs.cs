namespace SipTrace.Correlation.Media;

/// <summary>The codecs that the last bodies of both sides have in common (RFC 3264 §6.1): by name and clock, not by number.</summary>
internal static class AgreedCodecs
{
    private static readonly string[] Helpers = ["telephone-event", "CN", "red", "ulpfec", "flexfec", "flexfec-03", "rtx", "tone"];

    public static IReadOnlyList<string> Of(IReadOnlyList<Announcement> announcements)
    {
        var (caller, callee) = (announcements.LastOrDefault(a => a.IsFromCaller), announcements.LastOrDefault(a => !a.IsFromCaller));
        if (caller is null || callee is null) return [];
        var (offer, answer) = caller.Time <= callee.Time ? (caller, callee) : (callee, caller);
        List<string> codecs = [];
        for (var i = 0; i < Math.Min(offer.Media.Count, answer.Media.Count); i++)
        {
            var (offered, answered) = (offer.Media[i], answer.Media[i]);
            if (offered.Port == 0 || answered.Port == 0) continue;
            if (answered.Kind == MediaKind.Image && offered.Kind == MediaKind.Image) codecs.Add("t38");
            foreach (var type in answered.Payloads.PayloadTypes)
            {
                if (answered.Payloads[type] is not { } format || Helpers.Contains(format.Name, StringComparer.OrdinalIgnoreCase)) continue;
                var isCommon = offered.Payloads.PayloadTypes.Any(other => offered.Payloads[other] is { } theirs
                    && theirs.ClockRateHz == format.ClockRateHz && theirs.Name.Equals(format.Name, StringComparison.OrdinalIgnoreCase));
                if (isCommon && !codecs.Contains(format.Name)) codecs.Add(format.Name);
            }
        }
        return codecs;
    }
}
