using System.Text.Json;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Commands;

public class SchemaTest
{
    private static readonly string[] Rows =
    [
        "call", "stream", "t38", "dtls", "unreachable", "ice", "turn", "nat", "message", "diff", "finding", "rule", "device", "stats", "warning",
    ];

    [Theory]
    [InlineData("calls")]
    [InlineData("rtp")]
    [InlineData("ice")]
    [InlineData("lint")]
    [InlineData("explain")]
    [InlineData("show")]
    [InlineData("diff")]
    [InlineData("stats")]
    [InlineData("rules")]
    public void All_output_has_the_shape_that_the_schema_tells(string command)
    {
        var schema = new OutputSchema(JsonDocument.Parse(ProgramRun.Of("schema", "json").Output).RootElement);
        string[] input = command == "rules" ? [] : [Path.Combine(Repository.Root, "samples-pcap")];

        using var document = JsonDocument.Parse(ProgramRun.Of([command, .. input, "--format", "json"]).Output);
        Assert.Empty(schema.ErrorsOf(document.RootElement));

        var lines = ProgramRun.Of([command, .. input, "--format", "ndjson"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            using var row = JsonDocument.Parse(line);
            var type = row.RootElement.GetProperty("type").GetString()!;
            Assert.Contains(type, Rows);
            var part = type == "ice" ? "session" : command == "explain" ? "explanation" : type;
            Assert.Equal(["$: type is not in the schema"], schema.ErrorsOf(row.RootElement, schema.Part(part)));
        }
    }

    [Fact]
    public void Events_have_the_shape_that_the_schema_tells()
    {
        var schema = new OutputSchema(JsonDocument.Parse(ProgramRun.Of("schema", "json").Output).RootElement);

        var types = new HashSet<string>();
        var (plain, mismatch) = (Repository.PathOf("samples-pcap/plain-call-with-audio.pcap"), Repository.PathOf("samples-pcap/ice-mismatch-proxy-rewrites-offer.pcap"));
        var events = ProgramRun.Of("watch", plain, mismatch, "--format", "ndjson").Output;
        foreach (var line in events.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var row = JsonDocument.Parse(line);
            var type = row.RootElement.GetProperty("type").GetString()!;
            types.Add(type);
            var part = type.StartsWith("call_", StringComparison.Ordinal) ? "call_event" : type;
            Assert.Equal(["$: type is not in the schema"], schema.ErrorsOf(row.RootElement, schema.Part(part)));
        }
        Assert.Superset(new HashSet<string> { "call_started", "call_answered", "call_ended", "stream", "finding", "stats" }, types);
    }

    [Fact]
    public void Another_schema_is_none()
    {
        var run = ProgramRun.Of("schema", "yaml");

        Assert.Equal(2, run.Status);
        Assert.Contains("siptrace schema json", run.Error);
    }
}
