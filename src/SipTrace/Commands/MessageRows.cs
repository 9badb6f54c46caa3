using System.Globalization;
using System.Text.Json;
using SipTrace.Findings;
using SipTrace.Lint;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary>Messages as the rows of JSON.</summary>
internal static class MessageRows
{
    /// <summary>Writes a document of the messages of the chosen calls.</summary>
    public static void Write(Job job, Reading reading, CallChoice choice)
    {
        var calls = choice.From(reading.Trace);
        var verdicts = new CallVerdicts(reading.Trace);
        var findings = calls.Take(calls.Count <= CallVerdicts.Most ? calls.Count : 0).SelectMany(verdicts.Of)
            .Where(finding => finding.Place.Message is not null).ToLookup(finding => finding.Place.Message!.Index);
        using var json = InputRows.Begin(job, reading.Captures);
        json.BeginList("messages");
        foreach (var view in MessageView.Of(reading.Trace, calls, choice.IsAll)) json.Row("message", view, (writer, row) => WriteRow(writer, job, reading, row, findings[row.Index]));
        json.EndList();
    }

    private static void WriteRow(Utf8JsonWriter json, Job job, Reading reading, MessageView view, IEnumerable<Finding> findings)
    {
        var message = view.Message;
        JsonText.Property(json, "file", reading.FileOf(message));
        json.WriteNumber("frame", message.Frame);
        WriteFrames(json, "frames", view.Frames);
        json.WriteString("time", message.Time.ToString());
        json.WriteString("source", view.Source.ToString());
        json.WriteString("destination", view.Destination.ToString());
        json.WritePropertyName("call");
        Cell.Of(view.Call?.Number).WriteTo(json);
        JsonText.Property(json, "method", view.Method);
        json.WritePropertyName("status");
        if (view.Method is not null) json.WriteNullValue();
        else WriteNumber(json, view.StatusText);
        JsonText.Property(json, "reason", view.Reason);
        json.WriteStartObject("cseq");
        json.WritePropertyName("number");
        WriteNumber(json, view.CSeqNumber);
        JsonText.Property(json, "method", view.CSeqMethod);
        json.WriteEndObject();
        var original = message.Original >= 0 ? reading.Trace.FramesOf(reading.Trace.Messages[message.Original]) : null;
        json.WritePropertyName("retransmission_of");
        if (message.IsRetransmission && original is not null) json.WriteNumberValue(original[^1]);
        else json.WriteNullValue();
        WriteFrames(json, "copy_of", message.IsCopy ? original : null);
        json.WriteBoolean("truncated", message.IsCut);
        WriteSdp(json, view);
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("rule", finding.Rule.Code);
            json.WriteString("severity", FindingWords.Of(finding.Severity));
            JsonText.Property(json, "message", finding.Message);
            json.WriteNumber("line", finding.Line);
            json.WriteNumber("column", finding.Column);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        JsonText.Property(json, "text", job.Masked(view.Bytes.Span));
    }

    private static void WriteSdp(Utf8JsonWriter json, MessageView view)
    {
        if (!view.HasSdp)
        {
            json.WriteNull("sdp");
            return;
        }
        json.WriteStartObject("sdp");
        json.WriteNumber("media", view.MediaCount);
        json.WriteNumber("candidates", view.CandidateCount);
        json.WriteEndObject();
    }

    private static void WriteFrames(Utf8JsonWriter json, string name, IReadOnlyList<int>? frames)
    {
        json.WritePropertyName(name);
        if (frames is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartArray();
        foreach (var frame in frames) json.WriteNumberValue(frame);
        json.WriteEndArray();
    }

    // A number that is none of 32 bits keeps its digits as text.
    private static void WriteNumber(Utf8JsonWriter json, string digits)
    {
        if (digits.Length == 0) json.WriteNullValue();
        else if (uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) json.WriteNumberValue(number);
        else JsonText.Write(json, digits);
    }
}
