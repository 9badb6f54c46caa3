using SipTrace.Correlation.Sip;

namespace SipTrace.Lint.Diagnoses;

internal sealed class RefusedCredentials() : Diagnosis("D31", "auth-loop", "credentials refused",
    "password, realm, user name, clock of the phone, a proxy that strips the header")
{
    protected override IReadOnlyList<string> Explains => [];

    internal override Cause? Find(Symptoms seen) => seen.Messages.Exists(m => m.Status is 401 or 407) ? FindChallenged(seen) : null;

    private Cause? FindChallenged(Symptoms seen)
    {
        var challenges = seen.Messages.Where(m => m.Status is 401 or 407).DistinctBy(m => m.Logical).ToList();
        if (challenges.Count == 0) return null;
        var last = challenges[^1];
        if (seen.Messages.Exists(m => m.Status is >= 200 and < 300 && m.Method == last.Method && m.Time > last.Time)) return null;
        var refused = challenges.FindAll(m => !IsStale(m) && RequestOf(seen, m) is { } request && HasCredentials(request));
        var user = seen.NameOf(last.FromTag);
        if (refused.Count > 0)
        {
            var which = refused.Count == 1 ? $"the credentials in the {last.Method} were refused (frame {refused[0].Frame})"
                : $"the credentials were refused {refused.Count} times (in {last.Method}, first in frame {refused[0].Frame})";
            return Sure(seen, $"{user} is challenged {challenges.Count} {(challenges.Count == 1 ? "time" : "times")}; {which}.",
                [.. new[] { challenges[0], refused[0], last }.Distinct().Select(m => Symptoms.EvidenceOf(m, Symptoms.Words(m)))]);
        }
        var isLeft = !seen.Messages.Exists(m => m.IsRequest && m.Time > last.Time && m.Method != "ACK")
            && seen.Linted.Trace.Windows[last.Record.Point].To - last.Time >= LongEnough;
        if (!isLeft) return null;
        return Sure(seen, $"{user} is challenged with {last.Status} (frame {last.Frame}) and never sends credentials.",
            Symptoms.EvidenceOf(last, Symptoms.Words(last)));
    }

    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(5);

    private static bool IsStale(TranscriptMessage challenge) =>
        (challenge.Header("WWW-Authenticate"u8) ?? challenge.Header("Proxy-Authenticate"u8) ?? "").Contains("stale=true",
            StringComparison.OrdinalIgnoreCase);

    private static TranscriptMessage? RequestOf(Symptoms seen, TranscriptMessage answer) =>
        seen.Messages.Find(m => m.IsRequest && m.Method == answer.Method && m.CSeq == answer.CSeq && m.Leg == answer.Leg);

    private static bool HasCredentials(TranscriptMessage request) =>
        request.Header("Authorization"u8) is not null || request.Header("Proxy-Authorization"u8) is not null;
}
