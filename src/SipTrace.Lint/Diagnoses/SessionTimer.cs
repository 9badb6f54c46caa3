using System.Globalization;

namespace SipTrace.Lint.Diagnoses;

internal sealed class SessionTimer() : Diagnosis("D32", "session-timer", "cut by the session timer",
    "session timers in phone and PBX, who refreshes, routing inside the call (D14)")
{
    protected override IReadOnlyList<string> Explains => ["SIP008"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.Messages.Find(m => m is { IsRequest: true, Method: "BYE" }) is not { } bye) return null;
        var agreed = seen.Messages.FindLast(m => m is { Status: >= 200 and < 300, Method: "INVITE" or "UPDATE" }
            && m.Header("Session-Expires"u8) is not null);
        if (agreed?.Header("Session-Expires"u8) is not { } value) return null;
        if (!int.TryParse(value.Split(';')[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var interval)
            || interval <= 0) return null;
        var lasted = (bye.Time - agreed.Time).TotalSeconds;
        var early = interval - Math.Min(32, interval / 3.0);
        if (Math.Abs(lasted - interval) > interval * 0.1 && Math.Abs(lasted - early) > interval * 0.1) return null;
        var refresher = value.Contains("refresher=uas", StringComparison.OrdinalIgnoreCase) == (agreed.ToTag != seen.Call.From.Tag)
            ? agreed.ToTag : agreed.FromTag;
        return Sure(seen, $"The call is cut {Symptoms.Seconds(bye.Time - agreed.Time)} s after the last refresh (frame {bye.Frame}): "
            + $"{interval} s were agreed (frame {agreed.Frame}), and {seen.NameOf(refresher)} should have refreshed.",
            Symptoms.EvidenceOf(agreed, $"Session-Expires: {value}"), Symptoms.EvidenceOf(bye, "the BYE"));
    }
}
