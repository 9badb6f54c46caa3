using System.Globalization;
using SipTrace.Correlation;
using SipTrace.Correlation.Media;
using SipTrace.Correlation.Rtp;
using SipTrace.Correlation.Sip;
using SipTrace.Ladders;

namespace SipTrace.Commands;

/// <summary>What a ladder shows of the media of calls: streams as bars, handshakes, faxes, and what could not be delivered.</summary>
internal static class MediaEvents
{
    /// <summary>All of it, in no order.</summary>
    public static IEnumerable<WireEvent> Of(Reading reading, IReadOnlyList<Call> calls) =>
        [.. Streams(reading, calls), .. Faxes(reading.Media, calls), .. Handshakes(reading.Media, calls), .. Errors(reading.Media, calls)];

    private static IEnumerable<WireEvent> Streams(Reading reading, IReadOnlyList<Call> calls)
    {
        // A stream that several points saw is one bar: that of the point which saw most of it.
        var streams = calls.SelectMany(reading.Media.StreamsOf).GroupBy(stream => (stream.Key.Source, stream.Key.Destination, stream.Key.Relay, stream.Key.Ssrc))
            .Select(copies => copies.OrderByDescending(stream => stream.Packets).ThenBy(stream => stream.Key.Point).First());
        var waiting = new List<RtpStream>(StreamRows.InOrder(streams));
        while (waiting.Count > 0)
        {
            var there = waiting[0];
            waiting.RemoveAt(0);
            var at = waiting.FindIndex(other => IsAnswer(there, other));
            var back = at < 0 ? null : waiting[at];
            if (at >= 0) waiting.RemoveAt(at);
            yield return Bar(reading.Trace, there, back);
        }
    }

    // The stream back on the same two sockets, of the same codec, at the same time.
    private static bool IsAnswer(RtpStream there, RtpStream back) => there.Key.Source == back.Key.Destination && there.Key.Destination == back.Key.Source
        && there.Key.Relay == back.Key.Relay && back.FirstTime <= there.LastTime && there.MainFormat?.Name == back.MainFormat?.Name;

    private static WireEvent Bar(Trace trace, RtpStream there, RtpStream? back)
    {
        RtpStream[] both = back is null ? [there] : [there, back];
        var via = there.Key.Relay == 0 ? "" : $" via {trace.Relays[there.Key.Relay]}";
        var protocol = trace.ProtectionOf(there) is MediaProtection.Sdes or MediaProtection.Dtls ? "SRTP" : "RTP";
        var score = both.All(stream => stream.Score is null) ? "" : $", MOS {Each(stream => stream.Score?.Value, "0.0")}";
        var digits = string.Concat(both.Select(stream => stream.Digits));
        var label = $"{protocol} {StreamWords.Codecs(there)} {Each(stream => stream.Packets, "0")} packets, loss {Each(stream => stream.LossPercent, "0.0")} %{score}"
            + (digits.Length > 0 ? $", DTMF {digits}" : "") + via;
        var worst = both.Max(stream => stream.LossPercent);
        return new WireEvent(back is null ? LadderKind.Stream : LadderKind.StreamBothWays, there.Key.Source, there.Key.Destination, there.FirstTime, there.FirstFrame,
            Output.WireText.Clean(label))
        {
            Mark = StreamColumns.InkOfLoss(worst) == Output.Ink.Bad ? LadderMark.Failure : LadderMark.Plain,
        };

        string Each(Func<RtpStream, double?> value, string format) =>
            string.Join('/', both.Select(stream => value(stream)?.ToString(format, CultureInfo.InvariantCulture) ?? "-"));
    }

    private static IEnumerable<WireEvent> Faxes(MediaIndex media, IReadOnlyList<Call> calls) => calls.SelectMany(media.FaxesOf)
        .Select(fax => new WireEvent(LadderKind.Stream, fax.Source, fax.Destination, fax.FirstTime, fax.FirstFrame, $"T.38 {fax.Packets} packets"));

    private static IEnumerable<WireEvent> Handshakes(MediaIndex media, IReadOnlyList<Call> calls) => calls.SelectMany(media.HandshakesOf)
        .Select(session => new WireEvent(LadderKind.Group, session.Client, session.Server, session.FirstTime, session.FirstFrame,
            "DTLS" + (session.Profile is { } profile ? $" {StreamWords.Of(profile)}" : "") + (session.IsComplete ? "" : session.Alert is { } alert ? $", alert {alert}" : ", not completed"))
        {
            Mark = session.IsComplete ? LadderMark.Plain : LadderMark.Failure,
        });

    private static IEnumerable<WireEvent> Errors(MediaIndex media, IReadOnlyList<Call> calls) => calls.SelectMany(media.UnreachablesOf)
        .Select(error => new WireEvent(LadderKind.Message, error.By, error.Source, error.FirstTime, error.FirstFrame,
            $"ICMP {error.Reason}: {error.Destination}" + (error.Count > 1 ? $", {error.Count} times" : ""))
        {
            Mark = error.QuotingRtp > 0 ? LadderMark.Failure : LadderMark.Plain,
        });
}
