using System.Text.Json;
using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary>A T.38 stream.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Point">The name of its capture point.</param>
internal sealed record FaxRow(FaxStream Stream, string Point)
{
    /// <summary>The streams of a reading: those of some calls; all where no calls are given.</summary>
    public static IReadOnlyList<FaxRow> Of(Reading reading, IReadOnlyList<Call>? calls) =>
        [.. (calls is null ? reading.Trace.Fax.Streams : calls.SelectMany(reading.Media.FaxesOf)).Select(fax => new FaxRow(fax, reading.PointName(fax.Point)))];

    /// <summary>Writes its properties.</summary>
    public static void Write(Utf8JsonWriter json, FaxRow row)
    {
        var stream = row.Stream;
        json.WriteNumber("call", stream.Claim.Call.Number);
        JsonText.Property(json, "point", row.Point);
        json.WriteString("source", stream.Source.ToString());
        json.WriteString("destination", stream.Destination.ToString());
        json.WriteNumber("packets", stream.Packets);
        json.WriteNumber("expected", stream.Expected);
        json.WritePropertyName("started");
        JsonText.Write(json, stream.FirstTime);
        json.WritePropertyName("duration_s");
        Cell.Of((stream.LastTime - stream.FirstTime).TotalSeconds, 6).WriteTo(json);
        json.WriteNumber("first_frame", stream.FirstFrame);
    }

    /// <summary>For people: <c>call 1: T.38 a > b, 120 packets</c>.</summary>
    public override string ToString() => $"call {Stream.Claim.Call.Number}: T.38 {Stream.Source} > {Stream.Destination}, {Stream.Packets} packets";
}
