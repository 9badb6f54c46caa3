using System.Text.Json;
using SipTrace.Capture.Files;
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
        foreach (var row in steps) json.Row("diff", row, (writer, item) => WriteRow(writer, job, HeadingOf(reading, item.Call, item.Step), item.Step.Changes));
        json.EndList();
    }

    /// <summary>Writes a document of two bodies that stand alone.</summary>
    public static void Write(Job job, Reading reading, string before, string after, IReadOnlyList<SdpChange> changes)
    {
        using var json = InputRows.Begin(job, reading.Captures);
        json.BeginList("diffs");
        json.Row("diff", changes, (writer, row) => WriteRow(writer, job, new Heading(null, before, null, after, null, null, null), row));
        json.EndList();
    }

    private static Heading HeadingOf(Reading reading, Call call, SdpStep step)
    {
        var kind = step.Kind switch
        {
            SdpStepKind.Offers => "offers",
            SdpStepKind.Answers => "answers",
            SdpStepKind.OfferAnswer => "offer_answer",
            _ => "hop",
        };
        return new Heading(
            call.Number, reading.FileOf(step.Before.Record), FrameOf(reading, step.Before), reading.FileOf(step.After.Record), FrameOf(reading, step.After), kind, step.Hop?.Name);
    }

    // Text has no frames.
    private static int? FrameOf(Reading reading, TranscriptMessage message) =>
        reading.Captures.Inputs[message.Record.File].Kind == InputKind.SipText ? null : message.Frame;

    private static void WriteRow(Utf8JsonWriter json, Job job, Heading heading, IReadOnlyList<SdpChange> changes)
    {
        Number("call", heading.Call);
        JsonText.Property(json, "from_file", heading.FromFile);
        Number("from_frame", heading.FromFrame);
        JsonText.Property(json, "to_file", heading.ToFile);
        Number("to_frame", heading.ToFrame);
        JsonText.Property(json, "kind_of_pair", heading.Kind);
        JsonText.Property(json, "changed_by", heading.ChangedBy);
        json.WriteStartArray("changes");
        foreach (var change in changes) WriteChange(json, job, change);
        json.WriteEndArray();

        void Number(string name, int? value)
        {
            json.WritePropertyName(name);
            Cell.Of(value).WriteTo(json);
        }
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

    private sealed record Heading(int? Call, string FromFile, int? FromFrame, string ToFile, int? ToFrame, string? Kind, string? ChangedBy);
}
