using SipTrace.Correlation.Evidence;
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
            for (var i = 0; i < stream.Checks.Count; i++)
            {
                var point = stream.Checks[i].Point;
                if (StreamIce.FirstAt(stream.Checks, point) != stream.Checks[i]) continue;
                Check(call, stream, point, stream.Exchange.Answer, stream.Exchange.Offer, report);
                Check(call, stream, point, stream.Exchange.Offer, stream.Exchange.Answer, report);
            }
        }
    }

    private static void Check(LintedCall call, StreamIce stream, int point, SdpBody silent, SdpBody peer, Report report)
    {
        var tag = silent.Message!.SenderTag;
        if (silent.Document.IsIceLite || StreamIce.FirstAt(stream.Checks, point, peer.Message!.SenderTag) is not { } asked) return;
        // A bundled agent may check for another m= line, or on another leg.
        var own = StreamIce.FirstAt(call.Seen.Checks, point, tag);
        if (FirstSign(call, stream, asked, tag) is not { } first || own?.Time <= first + patience) return;
        if (StreamIce.GoesOnAfter(call, first, point) >= patience)
            report.Add(asked.Request() with { Sender = tag }, $"no check of {call.PartyName(tag)} is seen here, though it answers",
                once: tag);
    }

    // When the silent agent was first heard: in an answer to a check, or in RTP since the first one.
    private static Timestamp? FirstSign(LintedCall call, StreamIce stream, IceCheck asked, string silent)
    {
        Timestamp? first = null;
        foreach (var check in stream.Checks)
        {
            if (check.IsSuccess && check.Point == asked.Point && check.Sender.Tag == asked.Sender.Tag) Take(check.Answered!.Value);
        }
        foreach (var flow in call.Seen.Flows)
        {
            if (flow.Point == asked.Point && flow.Stream.FirstTime >= asked.Time && flow.Ends.SenderTag == silent) Take(flow.Stream.FirstTime);
        }
        return first;

        void Take(Timestamp time)
        {
            if (first is not { } earlier || time < earlier) first = time;
        }
    }

    private static string Call(params string[] checksOfBob) =>
        IceExample.Call(8, [IceExample.AliceAsks("0.500", 1), IceExample.BobSays("0.530", 1),
        .. checksOfBob.Where(line => line.Length > 0), IceExample.AliceAsks("0.600", 3, "use"), IceExample.BobSays("0.630", 3),
            .. IceExample.Media("0.700", 350)]);
}
