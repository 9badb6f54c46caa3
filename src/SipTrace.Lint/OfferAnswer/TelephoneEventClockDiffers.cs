using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.OfferAnswer;

internal sealed class TelephoneEventClockDiffers()
    : NegotiationRule("OA012", "telephone-event-clock-differs", Severity.Info, "RFC 4733 §2.1, §2.5.1.2")
{
    public override string Why =>
        "Digits travel in the stream of speech and share its timestamps, so telephone-event needs the clock of the codec. With "
        + "opus at 48000 and "
        + "events at 8000 most receivers still understand them; a strict one drops them or gets their length wrong.";

    public override string Bad => Answered("a=rtpmap:101 telephone-event/8000");

    public override string Good => Answered("a=rtpmap:101 telephone-event/48000");

    public override void Check(Exchange exchange, LintedCall call, Report report)
    {
        foreach (var (offer, answer) in exchange.Streams)
        {
            if (!offer.IsLive || !answer.IsLive || answer.Kind != "audio") continue;
            SdpCodec? codec = null, events = null;
            foreach (var mine in answer.Codecs)
            {
                if (!offer.Knows(mine)) continue;
                if (IsEvents(mine)) events ??= mine;
                else if (!mine.IsHelperFormat) codec ??= mine;
            }
            if (codec is null || events is null || events.ClockRateHz == codec.ClockRateHz) continue;
            if (!HasEventsOf(offer, answer, codec.ClockRateHz))
                report.Add(exchange.Answer.At(answer.Line),
                    $"codec {codec.Name} runs at {codec.ClockRateHz} Hz, telephone-event at {events.ClockRateHz}");
        }
    }

    private static bool HasEventsOf(SdpMedia offer, SdpMedia answer, int clock) =>
        answer.Codecs.Exists(mine => IsEvents(mine) && mine.ClockRateHz == clock && offer.Knows(mine));

    private static bool IsEvents(SdpCodec codec) => codec.EncodingName == "TELEPHONE-EVENT";

    private static string Answered(string events) => Example.Call(
        Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 96 8 101", "a=rtpmap:96 opus/48000/2", events),
        Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 96 101", "a=rtpmap:96 opus/48000/2", events));
}
