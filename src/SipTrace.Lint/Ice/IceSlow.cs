using System.Globalization;
using SipTrace.Correlation.Evidence;

namespace SipTrace.Lint.Ice;

internal sealed class IceSlow() : CallRule("ICE040", "ice-slow", Severity.Warning, RuleScope.DialogStun, "RFC 8839 §7.1")
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(3);

    public override string Why =>
        "From the answer to the nomination there is no path for speech. Many interfaces, checks that time out one after the other, or "
        + "candidates that come late make it long; trickle, fewer interfaces, or ICE before the phone rings make it short.";

    public override string Bad => Call("5");

    public override string Good => Call("1");

    public override void Check(LintedCall call, Report report)
    {
        foreach (var stream in call.IceStreams)
        {
            if (stream.Nominations.Count == 0) continue;
            var first = stream.Nominations[0];
            var waited = first.Answered!.Value - stream.Exchange.Answer.Message!.Time;
            if (waited > patience)
            {
                report.Add(first.Answer(), string.Create(CultureInfo.InvariantCulture,
                    $"ICE took {waited.TotalSeconds:0.0} s from the answer to the nomination"
                        + $"{(HasSpeech(call, first) ? "" : ": no speech until then")}"));
            }
        }
    }

    // Some send to the default address before ICE is done, and where there is no NAT that arrives.
    private static bool HasSpeech(LintedCall call, IceCheck nomination) => call.Seen.Flows.Any(flow => flow.IsDelivered
        && flow.PacketsBetween(call.Call.Started, nomination.Time) >= EnoughSpeech);

    private const int EnoughSpeech = 50;

    private static string Call(string at) =>
        IceExample.Call(8, [.. IceExample.Checks.Select(line => at + line[1..]), .. IceExample.Media(at + ".700", 110)]);
}
