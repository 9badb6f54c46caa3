using SipTrace.Correlation.Evidence;
using SipTrace.Wire.Bytes;

namespace SipTrace.Lint.Rtp;

internal sealed class MediaAfterBye() : CallRule("RTP011", "media-after-bye", Severity.Warning, RuleScope.DialogRtp, "RFC 3261 §15.1.1")
{
    private const int Enough = 50;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static readonly Timestamp never = new(long.MaxValue);

    public override string Why =>
        "Media goes on seconds after the BYE: the sender did not hear of the end, because the BYE got lost on its way or was "
        + "refused, or did not care.";

    public override string Bad => MediaExample.Call(15, MediaExample.FromAlice(0.5, 600), MediaExample.FromBob(0.5, 1500));

    public override string Good => MediaExample.Call(15, MediaExample.FromAlice(0.5, 600), MediaExample.FromBob(0.5, 780));

    public override void Check(LintedCall call, Report report)
    {
        if (call.Transcript.Messages.Find(m => m is { IsRequest: true, Method: "BYE" }) is not { } first) return;
        foreach (var flow in call.Seen.Flows)
        {
            if (flow.Stream.LastTime >= first.Time + Grace) Check(call, flow, report);
        }
    }

    private static void Check(LintedCall call, RtpFlow flow, Report report)
    {
        var (one, other) = (flow.Ends.SenderTag, flow.Ends.ReceiverTag);
        var bye = call.Transcript.Messages.Find(m => m is { IsRequest: true, Method: "BYE" }
            && ((m.FromTag == one && m.ToTag == other) || (m.FromTag == other && m.ToTag == one)));
        if (bye is null || flow.PacketsBetween(bye.Time + Grace, never) < Enough || IsOfNewerCall(call, flow.Source)
            || IsOfNewerCall(call, flow.Destination)) return;
        report.Add(flow.At(bye.Time + Grace), $"RTP {(flow.Stream.LastTime - bye.Time).TotalSeconds:0} s after the BYE",
            [new Evidence(bye.Record.File, bye.Frame, "the BYE")], $"{one} {flow.Ends.MediaIndex}");
    }

    private static bool IsOfNewerCall(LintedCall call, Endpoint endpoint) =>
        call.Trace.Media.TryFind(endpoint, out var claim) && claim.Call != call.Call && claim.Call.Started > call.Call.Started;
}
