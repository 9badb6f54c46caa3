using System.Text.Json;
using SipTrace.Correlation;
using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;
using SipTrace.Findings;
using SipTrace.Lint;
using SipTrace.Output;
using SipTrace.Wire.Bytes;

namespace SipTrace.Commands;

/// <summary>The columns of <c>calls</c>, in the order of JSON.</summary>
internal static class CallColumns
{
    /// <summary>All of them, over the calls of a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="media">Which media belongs to which call.</param>
    /// <param name="verdicts">Tells the findings of each call; null where they are unknown.</param>
    public static IReadOnlyList<Column<Call>> Of(Trace trace, MediaIndex media, CallVerdicts? verdicts = null)
    {
        var ice = new IceOutcomes(trace, media);
        return
        [
            new("number", call => Cell.Of(call.Number)) { Heading = "#" },
            new("call_id", call => Cell.Of(call.CallId)),
            new("method", call => Cell.Of(call.Method)) { Heading = "METHOD", Narrowest = 6 },
            new("state", call => Cell.Of(CallWords.Of(call.State))) { Heading = "STATE", Ink = call => InkOf(call.State) },
            new("from", call => Cell.Of(call.From.Uri)) { Heading = "FROM", Text = (call, _) => Short(call.From.Uri), Narrowest = 12, Json = (json, call) => Write(json, call.From) },
            new("from_display", call => Cell.Of(call.From.Display)) { IsInJson = false },
            new("to", call => Cell.Of(call.To.Uri)) { Heading = "TO", Text = (call, _) => Short(call.To.Uri), Narrowest = 12, Json = (json, call) => Write(json, call.To) },
            new("to_display", call => Cell.Of(call.To.Display)) { IsInJson = false },
            new("request_uri", call => Cell.Of(call.RequestUri.Length == 0 ? null : call.RequestUri)),
            new("source", call => Address(call.Source)) { Heading = "SOURCE", Narrowest = 14, Json = (json, call) => JsonText.Write(json, call.Source) },
            new("destination", call => Address(call.Destination)) { Heading = "DESTINATION", Narrowest = 14, Json = (json, call) => JsonText.Write(json, call.Destination) },
            new("transport", call => Cell.Of(CallWords.Of(call.Transport))),
            new("via_hep", call => Cell.Of(call.ViaHep)),
            new("started", call => Cell.Of(call.Started)) { Heading = "STARTED", Text = (call, clock) => clock.DateAndTime(call.Started)[..^3], Narrowest = 19 },
            new("ended", call => Cell.Of(call.Ended)),
            new("duration_s", call => Cell.Of(call.Duration?.TotalSeconds, 6))
                { Heading = "DURATION", Text = (call, _) => call.Duration is { } time ? Seconds(time) : "" },
            new("setup_ms", call => Cell.Of(call.SetupTime?.TotalMilliseconds, 3)),
            new("answer_ms", call => Cell.Of(call.AnswerTime?.TotalMilliseconds, 3)),
            new("messages", call => Cell.Of(call.MessageCount)) { Heading = "MSGS" },
            new("retransmissions", call => Cell.Of(call.Retransmissions)),
            new("copies", call => Cell.Of(call.Copies)),
            new("final_status", call => Cell.Of(call.FinalStatus)) { Heading = "STATUS", Ink = call => InkOf(call.State) },
            new("reason", call => Cell.Of(call.Reason)),
            new("ended_by", call => Cell.Of(CallWords.Of(call.EndedBy))),
            new("dialogs", call => Cell.Of(call.Dialogs.Count)) { Json = WriteDialogs },
            new("related", call => Cell.Of(string.Join(' ', call.Related.Select(other => other.Call.Number)))) { Json = WriteRelated },
            new("user_agents", call => Cell.Of(string.Join("; ", call.UserAgents))) { Json = (json, call) => JsonText.Write(json, call.UserAgents) },
            new("first_frame", call => Cell.Of(trace.Messages[call.FirstMessage].Frame)),
            new("codecs", call => Cell.Of(string.Join(' ', call.Codecs))) { Json = (json, call) => JsonText.Write(json, call.Codecs) },
            new("ice", call => Cell.Of(IceWords.Of(ice.Of(call))))
                { Heading = "ICE", IsOptional = true, Text = (call, _) => ice.Of(call) is var outcome and not IceOutcome.None ? IceWords.Of(outcome) : "", Ink = call => IceText.InkOf(ice.Of(call)) },
            new("streams", call => Cell.Of(media.StreamsOf(call).Count)) { Heading = "RTP", IsOptional = true, Text = (call, _) => media.StreamsOf(call) is { Count: > 0 } streams ? $"{streams.Count}" : "" },
            new("mos_min", call => Cell.Of(CallStreams.LowestScore(media.StreamsOf(call)), 2)) { Heading = "MOS", IsOptional = true, Ink = call => StreamColumns.InkOfScore(CallStreams.LowestScore(media.StreamsOf(call))) },
            new("dtmf", call => Cell.Of(string.Join(' ', SentDigits.Of(trace, call, media.StreamsOf(call)).Select(sent => sent.Digits)))) { Json = (json, call) => WriteDigits(json, SentDigits.Of(trace, call, media.StreamsOf(call))) },
            new("findings", call => Cell.Of(verdicts?.Of(call).Count)) { Json = (json, call) => Write(json, verdicts?.Of(call)) },
            new("diagnosis", call => Cell.Of(verdicts?.Explain(call).Lead?.InShort)) { Json = (json, call) => ExplanationRows.WriteLead(json, verdicts?.Explain(call)) },
        ];
    }

    /// <summary>A URI without what everybody knows: the scheme sip and the parameters.</summary>
    public static string Short(string uri)
    {
        var end = uri.IndexOfAny([';', '?']);
        var bare = end < 0 ? uri : uri[..end];
        return WireText.Clean(bare.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) ? bare[4..] : bare);
    }

    /// <summary>The colour of a state.</summary>
    public static Ink InkOf(CallState state) => state switch
    {
        CallState.Completed or CallState.Succeeded or CallState.InCall => Ink.Good,
        CallState.Failed or CallState.Rejected => Ink.Bad,
        CallState.CallSetup or CallState.Pending or CallState.Busy or CallState.Cancelled => Ink.Warn,
        _ => Ink.Plain,
    };

    private static Cell Address(Endpoint endpoint) => endpoint.IsNone ? default : Cell.Of(endpoint.ToString());

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0 s", System.Globalization.CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter json, SipParty party)
    {
        json.WriteStartObject();
        JsonText.Property(json, "display", party.Display);
        JsonText.Property(json, "uri", party.Uri);
        JsonText.Property(json, "tag", party.Tag);
        json.WriteEndObject();
    }

    private static void WriteDialogs(Utf8JsonWriter json, Call call)
    {
        json.WriteStartArray();
        foreach (var dialog in call.Dialogs)
        {
            json.WriteStartObject();
            JsonText.Property(json, "local_tag", dialog.LocalTag);
            JsonText.Property(json, "remote_tag", dialog.RemoteTag);
            json.WriteString("state", CallWords.Of(dialog.State));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteRelated(Utf8JsonWriter json, Call call)
    {
        json.WriteStartArray();
        foreach (var other in call.Related)
        {
            json.WriteStartObject();
            json.WriteNumber("call", other.Call.Number);
            JsonText.Property(json, "why", other.Why);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteDigits(Utf8JsonWriter json, IReadOnlyList<SentDigits> all)
    {
        json.WriteStartArray();
        foreach (var sent in all)
        {
            json.WriteStartObject();
            JsonText.Property(json, "direction", StreamWords.Of(sent.Direction));
            json.WriteString("by", sent.ByInfo ? "info" : "rtp");
            json.WriteString("digits", sent.Digits);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<Finding>? findings)
    {
        if (findings is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        foreach (var severity in Enum.GetValues<Severity>().Reverse()) json.WriteNumber(FindingWords.Of(severity), findings.Count(finding => finding.Severity == severity));
        json.WriteEndObject();
    }
}
