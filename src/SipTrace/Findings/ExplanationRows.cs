using System.Text.Json;
using SipTrace.Commands;
using SipTrace.Lint.Diagnoses;
using SipTrace.Output;

namespace SipTrace.Findings;

/// <summary>Explanations as the rows of JSON.</summary>
internal static class ExplanationRows
{
    /// <summary>Writes a document of all of them.</summary>
    public static void Write(Job job, Reading reading, IEnumerable<Explanation> explanations)
    {
        using var json = InputRows.Begin(job, reading.Captures);
        json.BeginList("calls");
        foreach (var explanation in explanations) json.Row("call", explanation, (writer, row) => WriteRow(writer, row, reading));
        json.EndList();
    }

    /// <summary>A confidence as in JSON.</summary>
    public static string Of(Confidence confidence) => confidence == Confidence.Sure ? "sure" : "likely";

    /// <summary>The leading cause in a few words; null where there is none.</summary>
    public static void WriteLead(Utf8JsonWriter json, Explanation? explanation)
    {
        if (explanation?.Lead is not { } lead)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        json.WriteString("id", lead.Code);
        json.WriteString("name", lead.Name);
        json.WriteString("text", lead.InShort);
        json.WriteString("confidence", Of(lead.Confidence));
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, Explanation explanation, Reading reading)
    {
        json.WriteNumber("number", explanation.Call.Number);
        JsonText.Property(json, "call_id", explanation.Call.CallId);
        json.WritePropertyName("healthy");
        Cell.Of(explanation.IsHealthy).WriteTo(json);
        JsonText.Property(json, "summary", explanation.Summary);
        json.WriteStartArray("causes");
        foreach (var cause in explanation.Causes)
        {
            json.WriteStartObject();
            json.WriteString("diagnosis", cause.Code);
            json.WriteString("name", cause.Name);
            JsonText.Property(json, "text", cause.Text);
            json.WriteString("confidence", Of(cause.Confidence));
            WriteEvidence(json, cause, reading);
            json.WriteStartArray("findings");
            foreach (var finding in cause.Findings)
            {
                json.WriteStartObject();
                FindingRows.WriteRow(json, finding, FileOf(reading, finding.Place.File), finding.Place.Frame > 0
                    ? finding.Place.Frame : null, finding.Line);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("look_at", cause.LookAt);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WritePropertyName("ruled_out");
        JsonText.Write(json, explanation.RuledOut);
    }

    private static void WriteEvidence(Utf8JsonWriter json, Cause cause, Reading reading)
    {
        json.WriteStartArray("evidence");
        foreach (var evidence in cause.Evidence)
        {
            json.WriteStartObject();
            JsonText.Property(json, "file", FileOf(reading, evidence.File));
            json.WriteNumber("frame", evidence.Frame);
            JsonText.Property(json, "what", evidence.What);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string FileOf(Reading reading, int file) => reading.Captures.Inputs[file].File;
}
