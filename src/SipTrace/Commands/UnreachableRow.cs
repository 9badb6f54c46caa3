using System.Text.Json;
using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary>What ICMP says about packets of a path.</summary>
/// <param name="Path">The path, and what ICMP says.</param>
/// <param name="Point">The name of its capture point.</param>
/// <param name="Call">The call; null for none.</param>
internal sealed record UnreachableRow(Unreachable Path, string Point, Call? Call)
{
    /// <summary>The paths of a reading: those of some calls; those that quote RTP, or belong to a call, where no calls are given.</summary>
    public static IReadOnlyList<UnreachableRow> Of(Reading reading, IReadOnlyList<Call>? calls)
    {
        IEnumerable<Unreachable> paths = calls is null ? reading.Trace.Unreachables.All : calls.SelectMany(reading.Media.UnreachablesOf).OrderBy(path => path.FirstTime);
        var rows = paths.Select(path => new UnreachableRow(path, reading.PointName(path.Point), reading.Trace.OwnerOf(0, path.Source, path.Destination).Call));
        return [.. rows.Where(row => row.Call is not null || row.Path.QuotingRtp > 0)];
    }

    /// <summary>Writes its properties.</summary>
    public static void Write(Utf8JsonWriter json, UnreachableRow row)
    {
        var path = row.Path;
        json.WritePropertyName("call");
        Cell.Of(row.Call?.Number).WriteTo(json);
        JsonText.Property(json, "point", row.Point);
        json.WriteString("source", path.Source.ToString());
        json.WriteString("destination", path.Destination.ToString());
        json.WriteString("reason", path.Reason);
        json.WriteString("by", path.By.AddressText());
        json.WriteNumber("count", path.Count);
        json.WriteNumber("quoting_rtp", path.QuotingRtp);
        json.WritePropertyName("first");
        JsonText.Write(json, path.FirstTime);
        json.WriteNumber("first_frame", path.FirstFrame);
    }

    /// <summary>For people: <c>call 1: ICMP from c: a > b port-unreachable, 3 times</c>.</summary>
    public override string ToString() => (Call is null ? "" : $"call {Call.Number}: ") + $"ICMP from {Path.By.AddressText()}: {Path.Source} > {Path.Destination} {Path.Reason}"
        + (Path.Count == 1 ? "" : $", {Path.Count} times");
}
