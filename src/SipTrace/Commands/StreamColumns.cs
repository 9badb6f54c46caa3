using System.Globalization;
using System.Text.Json;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary>The columns of <c>rtp</c>, in the order of JSON.</summary>
internal static class StreamColumns
{
    // What people call heavy: where most codecs with loss concealment begin to be heard.
    private const double MuchLossPercent = 3, SomeLossPercent = 0.5, PoorScore = 3.1, FairScore = 3.6;

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Column<StreamRow>> All =
    [
        new("call", row => Cell.Of(row.Stream.Call?.Number)) { Heading = "CALL" },
        new("belongs_by", row => Cell.Of(StreamWords.Of(row.Stream.Owner.By))),
        new("point", row => Cell.Of(row.Point)),
        new("ssrc", row => Cell.Of(StreamWords.Ssrc(row.Stream.Key.Ssrc))) { Heading = "SSRC" },
        new("source", row => Cell.Of(row.Stream.Key.Source.ToString())) { Heading = "SOURCE", Narrowest = 14, Json = (json, row) => JsonText.Write(json, row.Stream.Key.Source) },
        new("destination", row => Cell.Of(row.Stream.Key.Destination.ToString())) { Heading = "DESTINATION", Narrowest = 14, Json = (json, row) => JsonText.Write(json, row.Stream.Key.Destination) },
        new("via_turn", row => Cell.Of(row.ViaTurn)) { Heading = "VIA TURN", IsOptional = true, Narrowest = 8 },
        new("announced", row => Cell.Of(row.Stream.Owner.IsAnnounced)),
        new("direction", row => Cell.Of(StreamWords.Of(row.Stream.Owner.Direction))),
        new("codecs", row => Cell.Of(StreamWords.Codecs(row.Stream))) { Heading = "CODEC", Json = WriteCodecs },
        new("packets", row => Cell.Of(row.Stream.Packets)) { Heading = "PACKETS" },
        new("expected", row => Cell.Of(row.Stream.Expected)),
        new("lost", row => Cell.Of(row.Stream.Lost)) { Heading = "LOST", Ink = row => InkOfLoss(row.Stream.LossPercent) },
        new("lost_pct", row => Cell.Of(row.Stream.LossPercent, 2)) { Heading = "LOST%", Ink = row => InkOfLoss(row.Stream.LossPercent) },
        new("duplicates", row => Cell.Of(row.Stream.Duplicates)) { Heading = "DUP" },
        new("out_of_order", row => Cell.Of(row.Stream.OutOfOrder)) { Heading = "LATE" },
        new("max_burst_lost", row => Cell.Of(row.Stream.MaxBurstLost)),
        new("jitter_ms", row => Cell.Of(row.Stream.MeanJitterMs, 3))
            { Heading = "JITTER", Text = (row, _) => Milliseconds(row.Stream.MeanJitterMs, row.Stream.MaxJitterMs), Json = WriteJitter },
        new("max_delta_ms", row => Cell.Of(row.Stream.MaxDelta.TotalMilliseconds, 3)) { Heading = "MAX GAP", Text = (row, _) => Milliseconds(row.Stream.MaxDelta.TotalMilliseconds) },
        new("started", row => Cell.Of(row.Stream.FirstTime)) { Heading = "STARTED", Text = (row, clock) => clock.TimeOfDay(row.Stream.FirstTime)[..^3] },
        new("duration_s", row => Cell.Of((row.Stream.LastTime - row.Stream.FirstTime).TotalSeconds, 6))
            { Heading = "DURATION", Text = (row, _) => (row.Stream.LastTime - row.Stream.FirstTime).TotalSeconds.ToString("0.0 s", CultureInfo.InvariantCulture) },
        new("first_frame", row => Cell.Of(row.Stream.FirstFrame)),
        new("bytes", row => Cell.Of(row.Stream.Bytes)),
        new("mos", row => Cell.Of(row.Stream.Score?.Value, 2)) { Heading = "MOS", IsOptional = true, Ink = row => InkOfScore(row.Stream.Score?.Value), Json = WriteScore },
        new("dtmf", row => Cell.Of(row.Stream.Digits)) { Heading = "DTMF", IsOptional = true },
        new("encrypted", row => Cell.Of(StreamWords.Of(row.Protection))) { Heading = "SRTP", IsOptional = true, Text = (row, _) => StreamWords.Short(row.Protection) },
        new("ssrc_changes", row => Cell.Of(row.SsrcChanges)),
        new("restarts", row => Cell.Of(row.Stream.Restarts)),
        new("silences", row => Cell.Of(row.Stream.Silences)),
        new("lost_is_upper_bound", row => Cell.Of(row.CaptureDropped)),
        new("rtcp", row => Cell.Of(row.RoundTripMs, 3)) { Heading = "RTT", IsOptional = true, Text = (row, _) => Milliseconds(row.RoundTripMs), Json = WriteRtcp },
    ];

    /// <summary>The colour of a loss.</summary>
    public static Ink InkOfLoss(double percent) => percent >= MuchLossPercent ? Ink.Bad : percent >= SomeLossPercent ? Ink.Warn : Ink.Plain;

    /// <summary>The colour of a score.</summary>
    public static Ink InkOfScore(double? score) => score is not { } value ? Ink.Plain : value < PoorScore ? Ink.Bad : value < FairScore ? Ink.Warn : Ink.Good;

    // "0.3/1.2": two values that belong together stand in one column, so that the table fits a screen.
    private static string Milliseconds(params double?[] values) =>
        values[0] is null ? "" : string.Join('/', values.Select(value => value?.ToString("0.0", CultureInfo.InvariantCulture))) + " ms";

    private static void WriteCodecs(Utf8JsonWriter json, StreamRow row)
    {
        json.WriteStartArray();
        foreach (var use in row.Stream.Formats)
        {
            json.WriteStartObject();
            json.WriteNumber("pt", use.PayloadType);
            JsonText.Property(json, "name", use.Format?.Name);
            json.WritePropertyName("clock_hz");
            Cell.Of(use.Format?.ClockRateHz).WriteTo(json);
            json.WriteNumber("packets", use.Packets);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteJitter(Utf8JsonWriter json, StreamRow row)
    {
        json.WriteStartObject();
        Property(json, "mean", row.Stream.MeanJitterMs);
        Property(json, "max", row.Stream.MaxJitterMs);
        json.WriteEndObject();
    }

    private static void WriteScore(Utf8JsonWriter json, StreamRow row)
    {
        if (row.Stream.Score is not { } score)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        Property(json, "value", score.Value, 2);
        json.WriteString("model", score.Model);
        Property(json, "ie", score.Ie);
        Property(json, "bpl", score.Bpl);
        Property(json, "loss_pct", row.Stream.LossPercent);
        Property(json, "burst_ratio", score.BurstRatio);
        Property(json, "r", score.Rating, 1);
        json.WriteEndObject();
    }

    private static void WriteRtcp(Utf8JsonWriter json, StreamRow row)
    {
        if (row.Rtcp is not { } rtcp)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        json.WriteNumber("sender_reports", rtcp.SenderReports);
        json.WriteNumber("receiver_reports", rtcp.ReceiverReports);
        json.WritePropertyName("reported_lost");
        Cell.Of(rtcp.ReportedLost).WriteTo(json);
        Property(json, "rtt_ms", row.RoundTripMs);
        Property(json, "max_loss_pct", rtcp.ReceiverReports > 0 ? rtcp.MaxLossPercent : null, 1);
        json.WritePropertyName("sent_packets");
        Cell.Of(rtcp.SentPackets).WriteTo(json);
        Property(json, "jitter_ms", rtcp.ReportedJitter is { } jitter && row.Stream.ClockRateHz > 0 ? jitter * 1000.0 / row.Stream.ClockRateHz : null);
        JsonText.Property(json, "cname", rtcp.CanonicalName);
        json.WriteBoolean("bye", rtcp.Left is not null);
        Property(json, "xr_mos_lq", rtcp.VoipMetrics is { ListeningMos: < 127 } metrics ? metrics.ListeningMos / 10.0 : null, 1);
        json.WriteBoolean("encrypted", rtcp.IsEncrypted);
        json.WriteEndObject();
    }

    private static void Property(Utf8JsonWriter json, string name, double? number, int digits = 3)
    {
        json.WritePropertyName(name);
        Cell.Of(number, digits).WriteTo(json);
    }
}
