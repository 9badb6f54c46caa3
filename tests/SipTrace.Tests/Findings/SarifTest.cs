using System.Text.Json;
using NJsonSchema;
using NJsonSchema.Validation;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Findings;

/// <summary>SARIF as its public schema wants it, and what a schema cannot say.</summary>
public class SarifTest
{
    private static readonly JsonSchema schema = JsonSchema.FromJsonAsync(File.ReadAllText(Fixture.PathOf("sarif/sarif-2.1.0.json"))).Result;

    public static TheoryData<string> Captures => [.. Directory.EnumerateFiles(Repository.PathOf("samples-pcap"), "*.pcap*").Select(path => Path.GetFileName(path)!)];

    [Theory]
    [MemberData(nameof(Captures))]
    public void A_capture_is_told_as_the_schema_wants(string capture)
    {
        using var document = Lint(Repository.PathOf("samples-pcap/" + capture));
        var run = document.RootElement.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        foreach (var result in run.GetProperty("results").EnumerateArray())
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            Assert.NotEmpty(result.GetProperty("partialFingerprints").GetProperty("siptrace/v1").GetString()!);
        }
    }

    [Fact]
    public void Every_rule_about_a_body_is_told_as_the_schema_wants()
    {
        using var document = Lint([.. Directory.EnumerateFiles(Fixture.PathOf("cases"), "*-bad.txt").Where(IsBody).Order(StringComparer.Ordinal)]);
        var run = document.RootElement.GetProperty("runs")[0];
        Assert.True(run.GetProperty("tool").GetProperty("driver").GetProperty("rules").GetArrayLength() >= 30);
        var results = run.GetProperty("results").EnumerateArray().ToList();
        Assert.Contains(results, result => PlaceOf(result).TryGetProperty("region", out _));
        Assert.All(results, result => Assert.StartsWith("file:///", PlaceOf(result).GetProperty("artifactLocation").GetProperty("uri").GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"version\":\"2.1.0\"", "\"version\":\"2.2.0\"")]
    [InlineData("\"ruleId\"", "\"ruleName\"")]
    [InlineData("\"level\":\"error\"", "\"level\":\"fatal\"")]
    [InlineData("\"siptrace/v1\":\"", "\"siptrace/v0\":1,\"siptrace/v1\":\"")]
    public void The_schema_finds_what_is_wrong(string right, string wrong)
    {
        var text = ProgramRun.Of("lint", Fixture.PathOf("cases/OA001-bad.txt"), "--format", "sarif", "--fail-on", "never").Output;
        Assert.Contains(right, text, StringComparison.Ordinal);
        Assert.NotEmpty(schema.Validate(text.Replace(right, wrong, StringComparison.Ordinal)));
    }

    private static bool IsBody(string path) => File.ReadAllText(path).StartsWith("v=", StringComparison.Ordinal);

    private static JsonElement PlaceOf(JsonElement result) => result.GetProperty("locations")[0].GetProperty("physicalLocation");

    private static JsonDocument Lint(params string[] inputs)
    {
        var text = ProgramRun.Of(["lint", .. inputs, "--format", "sarif", "--fail-on", "never"]).Output;
        Assert.Equal("", string.Join('\n', schema.Validate(text).Select(Describe)));
        return JsonDocument.Parse(text);
    }

    private static string Describe(ValidationError error) => error is ChildSchemaValidationError child
        ? string.Join('\n', child.Errors.Values.SelectMany(errors => errors).Select(Describe)) : $"{error.Path}: {error.Kind}";
}
