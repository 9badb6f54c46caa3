using SipTrace.Correlation.Evidence;

namespace SipTrace.Lint.Ice;

internal sealed class ConsentLost() : CallRule("ICE042", "consent-lost", Severity.Warning, RuleScope.DialogStun, "RFC 7675 §5.1")
{
    private static readonly TimeSpan settled = TimeSpan.FromSeconds(2), lifetime = TimeSpan.FromSeconds(30);

    public override string Why =>
        "An agent keeps asking on the selected pair whether media is still wanted. Without an answer for 30 s it must stop sending: "
        + "the peer is gone, or a NAT forgot the binding. This one went on.";

    public override string Bad => Call(10, 60);

    public override string Good => Call(60, 60);

    public override void Check(LintedCall call, Report report)
    {
        foreach (var stream in call.IceStreams)
        {
            if (stream.Selected is not { } selected) continue;
            var keeping = ChecksAfter(stream, selected);
            if (keeping.Count == 0) continue;
            foreach (var checks in keeping.GroupBy(check => check.Sender.Tag)) Check(call, selected, [.. checks], report);
        }
    }

    private static void Check(LintedCall call, IceCheck selected, List<IceCheck> checks, Report report)
    {
        var given = checks.Where(check => check.IsSuccess).Select(check => check.Answered!.Value).Append(selected.Answered!.Value).Max();
        if (checks.Count < 3 || checks[^1].Time - given < lifetime) return;
        var expired = given + lifetime;
        var flow = call.Seen.Flows.Find(one => one.Point == selected.Point && one.Stream.LastTime > expired
            && call.Seen.AreSameSocket(one.Source, checks[0].From) && call.Seen.AreSameSocket(one.Destination, checks[0].To));
        if (flow is null) return;
        report.Add(Place.Packet(flow.Stream.FirstFile, flow.Stream.FirstFrame, flow.Stream.FirstTime, checks[0].Sender.Tag,
            selected.MediaIndex),
            $"consent ran out {(int)(flow.Stream.LastTime - expired).TotalSeconds} s before the last packet, media goes on",
            [new Evidence(checks[^1].Transaction.File, checks[^1].Transaction.Frame, "the last check, unanswered")],
                once: checks[0].Sender.Tag);
    }

    private static List<IceCheck> ChecksAfter(StreamIce stream, IceCheck selected)
    {
        var from = selected.Answered!.Value + settled;
        var checks = new List<IceCheck>();
        foreach (var check in stream.OfRtp)
        {
            if (check.Point == selected.Point && check.Time > from && IsOn(check, selected)) checks.Add(check);
        }
        return checks;
    }

    private static bool IsOn(IceCheck check, IceCheck selected) =>
        (check.From == selected.From && check.To == selected.To) || (check.From == selected.To && check.To == selected.From);

    private static string Call(int answeredUntil, int seconds) => IceExample.Call(seconds + 1,
    [
        .. IceExample.Checks,
        .. Enumerable.Range(1, seconds / 5 - 1).SelectMany(i => new[] { IceExample.AliceAsks($"{i * 5}.000", 100 + i) }
            .Concat(i * 5 < answeredUntil ? [IceExample.BobSays($"{i * 5}.030", 100 + i)] : [])),
        .. IceExample.Media("0.700", seconds * 50 - 50),
    ]);
}
