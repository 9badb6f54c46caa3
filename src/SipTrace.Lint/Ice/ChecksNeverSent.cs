using SipTrace.Wire.Bytes;

namespace SipTrace.Lint.Ice;

internal sealed class ChecksNeverSent()
    : CallRule("ICE034", "checks-never-sent", Severity.Warning, RuleScope.DialogStun, "RFC 8445 §6.1.4.2; RFC 8839 §4.2.4")
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(5);

    public override string Why =>
        "Both agents check, unless one is lite: a NAT opens only to addresses that were sent to. An agent that answers checks and "
        + "sends none is not complete, or a firewall stops its checks.";

    public override string Bad => Call("");

    public override string Good => Call(IceExample.BobAsks("0.510", 2), IceExample.AliceSays("0.540", 2));

    public override void Check(LintedCall call, Report report)
    {
        foreach (var stream in call.IceStreams)
        {
            foreach (var point in stream.Checks.Select(check => check.Point).Distinct())
            {
                Check(call, stream, point, stream.Exchange.Answer, stream.Exchange.Offer, report);
                Check(call, stream, point, stream.Exchange.Offer, stream.Exchange.Answer, report);
            }
        }
    }

    private static void Check(LintedCall call, StreamIce stream, int point, SdpBody silent, SdpBody peer, Report report)
    {
        var tag = silent.Message!.SenderTag;
        var asked = stream.Checks.Where(check => check.Point == point && check.Sender.Tag == peer.Message!.SenderTag).ToList();
        if (asked.Count == 0 || silent.Document.IsIceLite) return;
        var signs = asked.Where(check => check.IsSuccess).Select(check => check.Answered!.Value)
            .Concat(call.Seen.Flows.Where(flow => flow.Point == point && flow.Ends.SenderTag == tag
                && flow.Stream.FirstTime >= asked[0].Time).Select(flow => flow.Stream.FirstTime));
        if (!TryGetFirst(signs, out var first) || StreamIce.GoesOnAfter(call, first, point) < patience) return;
        // A bundled agent may check for another m= line, or on another leg.
        if (call.Seen.Checks.Any(check => check.Sender.Tag == tag && check.Point == point && check.Time <= first + patience)) return;
        report.Add(asked[0].Request() with { Sender = tag }, $"no check of {call.PartyName(tag)} is seen here, though it answers",
            once: tag);
    }

    private static bool TryGetFirst(IEnumerable<Timestamp> times, out Timestamp first)
    {
        first = new Timestamp(long.MaxValue);
        foreach (var time in times) first = time < first ? time : first;
        return first.Nanoseconds != long.MaxValue;
    }

    private static string Call(params string[] checksOfBob) =>
        IceExample.Call(8, [IceExample.AliceAsks("0.500", 1), IceExample.BobSays("0.530", 1),
        .. checksOfBob.Where(line => line.Length > 0), IceExample.AliceAsks("0.600", 3, "use"), IceExample.BobSays("0.630", 3),
            .. IceExample.Media("0.700", 350)]);
}
