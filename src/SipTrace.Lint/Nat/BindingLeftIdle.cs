using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sip;

namespace SipTrace.Lint.Nat;

internal sealed class BindingLeftIdle() : CallRule("NAT008", "binding-left-idle", Severity.Warning, RuleScope.Dialog,
    "RFC 4787 §4.3; RFC 5626 §4.4.2")
{
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(120);
    private const int DefaultExpiry = 3600;

    public override string Why =>
        "A phone registered through a NAT and then sent nothing for two minutes, no keep-alive either. The NAT forgets the mapping, "
        + "after 15 to 60 seconds often, and calls to the phone are lost until it registers again.";

    public override string Bad => NatExample.Behind(NatExample.Register()
        .Ok(headers: "Contact: <sip:218@198.51.100.59:3072>;expires=3600\n")
        .At(590).Request("OPTIONS", byBob: true)).Replace("rport\nFrom: <sip:a", "rport=3072;received=198.51.100.59\nFrom: <sip:a",
        StringComparison.Ordinal);

    public override string Good => Bad.Replace("590.000", "80.000", StringComparison.Ordinal);

    public override Fold Fold => Fold.Call;

    public override bool NeedsMedia => false;

    public override void Check(LintedCall call, Report report)
    {
        if (call.Call.Method != "REGISTER" || call.Call.ViaHep || !call.Trace.KeepAlives.IsComplete) return;
        foreach (var answer in call.Messages)
        {
            if (answer is not { Method: "REGISTER", Status: >= 200 and < 300, Record.Transport: SipTransport.Udp }
                || !IsThroughNat(answer)) continue;
            var window = call.Seen.WindowOf(answer);
            var end = answer.Time + TimeSpan.FromSeconds(Math.Min(ExpiryOf(answer), 1_000_000));
            if (window.To < end) end = window.To;
            if (FirstPause(call.Capture.SentBy(answer.Destination), answer.Time, end) is { } pause)
                report.Add(Place.StartLine(answer),
                    $"{answer.Destination} sent nothing for {pause.TotalSeconds:0} s while registered through a NAT");
        }
    }

    private static TimeSpan? FirstPause(List<Timestamp> sent, Timestamp from, Timestamp to)
    {
        var next = sent.BinarySearch(from);
        for (next = next < 0 ? ~next : next; ; next++)
        {
            var time = next < sent.Count && sent[next] < to ? sent[next] : to;
            if (time - from > TooLong) return time - from;
            if (time == to) return null;
            from = time;
        }
    }

    private static bool IsThroughNat(TranscriptMessage answer)
    {
        var via = SipVia.Parse(answer.Parse().TopVia);
        return Endpoint.TryParseAddress(via.Received, 0, out var received) && via.SentBy.TryGetEndpoint(0, out var sentBy)
            && !received.HasSameAddress(sentBy);
    }

    private static int ExpiryOf(TranscriptMessage answer)
    {
        var text = answer.Parse();
        if (SipAddress.Parse(text.Contact).Parameters.TryGet("expires"u8, out var value)
            && int.TryParse(value, out var seconds)) return seconds;
        return text.TryGetHeader("Expires"u8, out value) && int.TryParse(value, out seconds) ? seconds : DefaultExpiry;
    }
}
