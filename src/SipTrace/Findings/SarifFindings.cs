using System.Text;
using System.Text.Json;
using SipTrace.Commands;
using SipTrace.Lint;
using SipTrace.Output;

namespace SipTrace.Findings;

/// <summary>SARIF 2.1.0 (OASIS): one run, the rules that were broken, and a result for each finding. Lines and columns count in the SIP
/// message that the frame
/// carries, whose number stands beside them.</summary>
internal static class SarifFindings
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /// <summary>Writes the document.</summary>
    public static void Write(Job job, LintResult result)
    {
        job.Text.Flush();
        using var json = new Utf8JsonWriter(job.World.Output, JsonText.Options);
        var rules = result.Findings.Select(finding => finding.Rule).Distinct().OrderBy(rule => rule.Code, StringComparer.Ordinal).ToList();
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, rules);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var finding in result.Findings) WriteResult(json, job, result, finding, rules.IndexOf(finding.Rule));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        job.World.Output.Write("\n"u8);
    }

    private static void WriteTool(Utf8JsonWriter json, List<Rule> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "siptrace");
        json.WriteString("version", Program.Version);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Code);
            json.WriteString("name", rule.Name);
            WriteText(json, "shortDescription", $"{rule.Code} {rule.Name}");
            WriteText(json, "fullDescription", rule.Why);
            WriteText(json, "help", rule.Why + (rule.Source.Length > 0 ? $" ({rule.Source})" : ""));
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule.Severity));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Job job, LintResult result, Finding finding, int ruleIndex)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Code);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", Level(finding.Severity));
        WriteText(json, "message", finding.Message);
        json.WriteStartArray("locations");
        WriteLocation(json, job, result, finding, null);
        json.WriteEndArray();
        if (finding.Evidence.Count > 0)
        {
            json.WriteStartArray("relatedLocations");
            for (var i = 0; i < finding.Evidence.Count; i++) WriteEvidence(json, result, finding.Evidence[i], i + 1);
            json.WriteEndArray();
            WriteFlow(json, job, result, finding);
        }
        json.WriteStartObject("partialFingerprints");
        json.WriteString("siptrace/v1", finding.Fingerprint);
        json.WriteEndObject();
        json.WriteNumber("occurrenceCount", finding.Count);
        json.WriteStartObject("properties");
        json.WritePropertyName("frame");
        Cell.Of(result.FrameOf(finding)).WriteTo(json);
        JsonText.Property(json, "callId", finding.Call?.CallId);
        JsonText.Property(json, "userAgent", finding.Agent);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // The packets in the order they were sent, the marked one last where it came last.
    private static void WriteFlow(Utf8JsonWriter json, Job job, LintResult result, Finding finding)
    {
        json.WriteStartArray("codeFlows");
        json.WriteStartObject();
        json.WriteStartArray("threadFlows");
        json.WriteStartObject();
        json.WriteStartArray("locations");
        var isWritten = false;
        foreach (var evidence in finding.Evidence.OrderBy(evidence => evidence.File).ThenBy(evidence => evidence.Frame))
        {
            if (!isWritten && evidence.File == finding.Place.File && evidence.Frame > finding.Place.Frame) WriteFinding();
            json.WriteStartObject();
            json.WritePropertyName("location");
            WriteEvidence(json, result, evidence, null);
            json.WriteEndObject();
        }
        if (!isWritten) WriteFinding();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();

        void WriteFinding()
        {
            isWritten = true;
            json.WriteStartObject();
            json.WritePropertyName("location");
            WriteLocation(json, job, result, finding, finding.Message);
            json.WriteEndObject();
        }
    }

    private static void WriteLocation(Utf8JsonWriter json, Job job, LintResult result, Finding finding, string? message)
    {
        json.WriteStartObject();
        if (message is not null) WriteText(json, "message", message);
        json.WriteStartObject("physicalLocation");
        WriteArtifact(json, result.FileOf(finding));
        var line = result.LineOf(finding);
        if (line > 0)
        {
            var marked = Encoding.UTF8.GetCharCount(finding.Place.Text.Span.Slice(finding.Place.Offset, finding.Place.Length));
            json.WriteStartObject("region");
            json.WriteNumber("startLine", line);
            json.WriteNumber("startColumn", finding.Column);
            json.WriteNumber("endColumn", finding.Column + marked);
            WriteText(json, "snippet", job.Masked(finding.LineText));
            json.WriteEndObject();
        }
        json.WriteEndObject();
        if (result.FrameOf(finding) is { } frame) WriteFrame(json, frame);
        json.WriteEndObject();
    }

    private static void WriteEvidence(Utf8JsonWriter json, LintResult result, Evidence evidence, int? id)
    {
        json.WriteStartObject();
        if (id is { } number) json.WriteNumber("id", number);
        WriteText(json, "message", evidence.What);
        json.WriteStartObject("physicalLocation");
        WriteArtifact(json, result.Reading.Captures.Inputs[evidence.File].File);
        json.WriteEndObject();
        WriteFrame(json, evidence.Frame);
        json.WriteEndObject();
    }

    private static void WriteFrame(Utf8JsonWriter json, int frame)
    {
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("name", $"frame {frame}");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteArtifact(Utf8JsonWriter json, string file)
    {
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", (Path.IsPathRooted(file) ? "file://" : "")
            + string.Join('/', file.Split('/', '\\').Select(Uri.EscapeDataString)));
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        JsonText.Property(json, "text", text);
        json.WriteEndObject();
    }

    private static string Level(Severity severity) =>
        severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };
}
