using System.Text.Json;
using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary>Differences of session descriptions as the rows of JSON.</summary>
internal static class DiffRows
{
    /// <summary>Writes a document of some steps, each with its call.</summary>
    public static void Write(Job job, Reading reading, IEnumerable<(Call Call, SdpStep Step)> steps)
    {
        using var json = InputRows.Begin(job, reading.Captures);
        json.BeginList("diffs");
        foreach (var row in steps) json.Row("diff", row, (writer, item) => WriteRow(writer, job, reading, item.Call, item.Step));
        json.EndList();
    }

    private static void WriteRow(Utf8JsonWriter json, Job job, Reading reading, Call call, SdpStep step)
    {
        json.WriteNumber("call", call.Number);
        JsonText.Property(json, "from_file", reading.FileOf(step.Before.Record));
        json.WriteNumber("from_frame", step.Before.Frame);
        JsonText.Property(json, "to_file", reading.FileOf(step.After.Record));
        json.WriteNumber("to_frame", step.After.Frame);
        json.WriteString("kind_of_pair", step.Kind switch
        {
            SdpStepKind.Offers => "offers",
            SdpStepKind.Answers => "answers",
            SdpStepKind.OfferAnswer => "offer_answer",
            _ => "hop",
        });
        JsonText.Property(json, "changed_by", step.Hop?.Name);
        json.WriteStartArray("changes");
        foreach (var change in step.Changes) WriteChange(json, job, change);
        json.WriteEndArray();
    }

    private static void WriteChange(Utf8JsonWriter json, Job job, SdpChange change)
    {
        json.WriteStartObject();
        json.WritePropertyName("media");
        Cell.Of(change.Media).WriteTo(json);
        JsonText.Property(json, "mid", change.Mid.Length > 0 ? change.Mid : null);
        json.WriteString("what", SdpDiffText.NameOf(change.What));
        json.WriteString("change", change.Before is null ? "added" : change.After is null ? "removed" : "changed");
        JsonText.Property(json, "before", Masked(change.Before));
        JsonText.Property(json, "after", Masked(change.After));
        json.WriteEndObject();

        string? Masked(string? wire) => wire is null || job.Arguments.ShowSecrets ? wire : Secrets.Mask(wire);
    }
}
