using System.Text.Json;
using SipTrace.Commands;
using SipTrace.Lint;
using SipTrace.Output;

namespace SipTrace.Findings;

/// <summary>Findings as the rows of JSON.</summary>
internal static class FindingRows
{
    /// <summary>Writes a document of all of them.</summary>
    public static void Write(Job job, LintResult result)
    {
        using var json = InputRows.Begin(job, result.Reading.Captures);
        json.BeginList("findings");
        json.Rows("finding", result.Findings, (writer, row) =>
            WriteRow(writer, row, result.FileOf(row), result.FrameOf(row), result.LineOf(row)));
        json.EndList();
    }

    /// <summary>The properties of one finding.</summary>
    public static void WriteRow(Utf8JsonWriter json, Finding finding, string file, int? frame, int line)
    {
        json.WriteString("rule", finding.Rule.Code);
        json.WriteString("name", finding.Rule.Name);
        json.WriteString("severity", FindingWords.Of(finding.Severity));
        JsonText.Property(json, "message", finding.Message);
        json.WriteString("source", finding.Rule.Source);
        JsonText.Property(json, "file", file);
        json.WritePropertyName("frame");
        Cell.Of(frame).WriteTo(json);
        json.WritePropertyName("line");
        Cell.Of(line > 0 ? line : (long?)null).WriteTo(json);
        json.WritePropertyName("column");
        Cell.Of(line > 0 ? finding.Column : (long?)null).WriteTo(json);
        json.WritePropertyName("call");
        Cell.Of(finding.Call?.Number).WriteTo(json);
        JsonText.Property(json, "call_id", finding.Call?.CallId);
        json.WriteStartArray("evidence");
        foreach (var evidence in finding.Evidence)
        {
            json.WriteStartObject();
            json.WriteNumber("frame", evidence.Frame);
            JsonText.Property(json, "what", evidence.What);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("fingerprint", finding.Fingerprint);
        JsonText.Property(json, "agent", finding.Agent);
        json.WriteNumber("count", finding.Count);
    }
}
