using SipTrace.Correlation.Evidence;
using SipTrace.Wire.Bytes;

namespace SipTrace.Lint.Rtp;

internal sealed class DestinationNotAnnounced()
    : CallRule("RTP003", "destination-not-announced", Severity.Error, RuleScope.DialogRtp, "RFC 3264 §5.1, §6.1")
{
    private const int Enough = 50;

    public override string Why =>
        "A party sends its media to an address that the other side never named, has moved away from, and does not send from: nobody "
        + "who belongs to the call listens there. It keeps sending to an old port, believed a wrong SDP, or the media is led astray.";

    public override string Bad => MediaExample.Call(15, MediaExample.FromAlice(0.5, 600, to: "203.0.113.9:14872"),
        MediaExample.FromBob(0.5, 600));

    public override string Good => MediaExample.Call(15, MediaExample.FromAlice(0.5, 600, to: "203.0.113.5:20002"),
        MediaExample.FromBob(0.5, 600, from: "203.0.113.5:20002"));

    public override void Check(LintedCall call, Report report)
    {
        if (call.HasCutSdp) return;
        foreach (var flow in call.Seen.Flows)
        {
            var ends = flow.Ends;
            if (ends.Source is null || ends.ReceiverTag.Length == 0 || IsBehindItsNat(call, flow)
                || !HasNamedAny(call, ends.ReceiverTag)) continue;
            if (ends.Destination is null)
            {
                if (CountOf(call, flow) >= Enough && !IsSocketOf(call, flow, flow.Stream.FirstTime)) Add(flow, flow.First(), report);
                continue;
            }
            foreach (var settled in call.Settled.Of(ends))
            {
                if (!settled.TryBegin(CallEvidence.Grace, out var from)) continue;
                // Candidates stay as long as their session, whatever a later SDP lists.
                if (MayGoThere(settled.BodiesOf(ends.ReceiverTag, call), flow.Destination)) continue;
                if (flow.PacketsBetween(from, settled.To) >= Enough
                    && !IsSocketOf(call, flow, from)) Add(flow, flow.At(from), report);
            }
        }
    }

    private static bool HasNamedAny(LintedCall call, string tag)
    {
        foreach (var address in call.Seen.Addresses)
        {
            if (address.Tag == tag) return true;
        }
        return false;
    }

    private static bool MayGoThere(List<SdpBody> bodies, Endpoint destination)
    {
        foreach (var body in bodies)
        {
            if (HasIce(body) || Names(body, destination)) return true;
        }
        return false;
    }

    // Where the capture begins in mid-call, what was announced before is not known.
    private static int CountOf(LintedCall call, RtpFlow flow)
    {
        if (call.Messages.Any(m => m is { IsRequest: true, Method: "INVITE", ToTag.Length: 0 })) return flow.Stream.Unique;
        var known = call.Seen.Addresses.Where(address => address.Tag == flow.Ends.ReceiverTag).Min(address => address.Message.Time);
        return flow.PacketsBetween(known + CallEvidence.Grace, flow.Stream.LastTime);
    }

    private static void Add(RtpFlow flow, Place place, Report report) =>
        report.Add(place, $"RTP to {flow.Destination}, which nobody announced", once: $"{flow.Source} {flow.Destination}");

    private static bool HasIce(SdpBody body)
    {
        foreach (var media in body.Media)
        {
            if (media.HasAnyIce) return true;
        }
        return false;
    }

    private static bool Names(SdpBody body, Endpoint endpoint)
    {
        foreach (var media in body.Media)
        {
            if (media.Default == endpoint || media.RtcpDefault == endpoint
                || (media.PortCount > 1 && media.Default.HasSameAddress(endpoint))) return true;
        }
        return false;
    }

    // Its own media still comes from there, or its checks do.
    private static bool IsSocketOf(LintedCall call, RtpFlow flow, Timestamp from) =>
        call.Seen.Flows.Any(other => other.Ends.SenderTag == flow.Ends.ReceiverTag && other.Stream.LastTime >= from
            && call.Seen.AreSameSocket(other.Source, flow.Destination))
        || call.Seen.Checks.Any(check => check.Sender.Tag == flow.Ends.ReceiverTag
            && (check.From == flow.Destination || check.Mapped == flow.Destination || check.Local == flow.Destination));

    // A capture at a host behind a 1:1 NAT shows the host's own address, where SDP names the outer one.
    private static bool IsBehindItsNat(LintedCall call, RtpFlow flow) =>
        flow.Destination.IsPrivate() && call.Seen.PartyAddresses.Contains(flow.Destination.WithPort(0));
}
