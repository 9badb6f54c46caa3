using System.Text.Json;
using SipTrace.Capture.Files;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary>Opens a JSON document with what every one begins with: the inputs.</summary>
internal static class InputRows
{
    /// <summary>A document of a job's format, its inputs written; NDJSON has their warnings instead.</summary>
    public static JsonOutput Begin(Job job, CaptureSet captures)
    {
        var isLines = job.Format == "ndjson";
        var json = new JsonOutput(job.World.Output, isLines);
        if (isLines)
        {
            foreach (var input in captures.Inputs)
            {
                foreach (var warning in input.Warnings) json.Row("warning", (input.File, warning), WriteWarning);
            }
            return json;
        }
        json.BeginList("inputs");
        foreach (var input in captures.Inputs) json.Row("input", input, WriteInput);
        json.EndList();
        return json;
    }

    private static void WriteWarning(Utf8JsonWriter json, (string File, string Warning) row)
    {
        JsonText.Property(json, "file", row.File);
        JsonText.Property(json, "warning", row.Warning);
    }

    private static void WriteInput(Utf8JsonWriter json, CaptureInput input)
    {
        JsonText.Property(json, "file", input.File);
        JsonText.Property(json, "point", input.Name);
        json.WriteString("format", input.Format);
        json.WriteNumber("packets", input.Packets);
        JsonText.Property(json, "first", input.First?.ToString());
        JsonText.Property(json, "last", input.Last?.ToString());
        json.WriteNumber("clock_offset_ms", Math.Round(input.ClockOffset?.TotalMilliseconds ?? 0, 3));
        json.WritePropertyName("capture_drops");
        Cell.Of(input.CaptureDrops).WriteTo(json);
        json.WritePropertyName("warnings");
        JsonText.Write(json, input.Warnings);
    }
}
