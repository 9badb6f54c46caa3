using System.Text.Json;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Findings;

/// <summary>SARIF as the schema of version 2.1.0 wants it: for each object the properties it must have, those it may, and what they are.</summary>
public class SarifTest
{
    // Of the schema only what is written; * marks what is required, a trailing [] a list, quotes a fixed value.
    private static readonly Dictionary<string, string> objects = new()
    {
        ["sarifLog"] = "$schema:uri version*:\"2.1.0\" runs*:run[]",
        ["run"] = "tool*:tool columnKind:\"utf16CodeUnits\" results:result[]",
        ["tool"] = "driver*:toolComponent",
        ["toolComponent"] = "name*:string version:string rules:reportingDescriptor[]",
        ["reportingDescriptor"] = "id*:string name:string shortDescription:multiformatMessageString fullDescription:multiformatMessageString help:multiformatMessageString "
            + "defaultConfiguration:reportingConfiguration",
        ["multiformatMessageString"] = "text*:string",
        ["reportingConfiguration"] = "level:level",
        ["result"] = "ruleId:string ruleIndex:index level:level message*:message locations:location[] relatedLocations:location[] codeFlows:codeFlow[] "
            + "partialFingerprints:strings occurrenceCount:positive properties:any",
        ["message"] = "text*:string",
        ["location"] = "id:index message:message physicalLocation:physicalLocation logicalLocations:logicalLocation[]",
        ["physicalLocation"] = "artifactLocation*:artifactLocation region:region",
        ["artifactLocation"] = "uri:uri",
        ["region"] = "startLine:positive startColumn:positive endColumn:positive snippet:artifactContent",
        ["artifactContent"] = "text:string",
        ["logicalLocation"] = "name:string",
        ["codeFlow"] = "threadFlows*:threadFlow[]",
        ["threadFlow"] = "locations*:threadFlowLocation[]",
        ["threadFlowLocation"] = "location:location",
    };

    public static TheoryData<string> Captures => [.. Directory.EnumerateFiles(Repository.PathOf("samples-pcap"), "*.pcap*").Select(path => Path.GetFileName(path)!)];

    [Theory]
    [MemberData(nameof(Captures))]
    public void Is_what_its_schema_allows(string capture)
    {
        var path = Repository.PathOf("samples-pcap/" + capture);
        using var document = JsonDocument.Parse(ProgramRun.Of("lint", path, "--format", "sarif", "--fail-on", "never").Output);
        Check(document.RootElement, "sarifLog", "$");
        var run = document.RootElement.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        foreach (var result in run.GetProperty("results").EnumerateArray())
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            Assert.NotEmpty(result.GetProperty("partialFingerprints").GetProperty("siptrace/v1").GetString()!);
        }
    }

    [Fact]
    public void What_a_line_breaks_has_a_region()
    {
        using var document = JsonDocument.Parse(ProgramRun.Of("lint", Fixture.PathOf("cases/OA001-bad.txt"), "--format", "sarif", "--fail-on", "never").Output);
        Check(document.RootElement, "sarifLog", "$");
        var results = document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().ToList();
        Assert.NotEmpty(results);
        Assert.Contains(results, result => result.GetProperty("locations")[0].GetProperty("physicalLocation").TryGetProperty("region", out _));
    }

    private static void Check(JsonElement value, string kind, string path)
    {
        if (kind.EndsWith("[]", StringComparison.Ordinal))
        {
            Assert.True(value.ValueKind == JsonValueKind.Array, $"{path} is no list");
            foreach (var item in value.EnumerateArray()) Check(item, kind[..^2], path + "[]");
        }
        else if (objects.TryGetValue(kind, out var shape))
        {
            var properties = shape.Split(' ').Select(item => item.Split(':', 2)).ToDictionary(pair => pair[0].TrimEnd('*'), pair => (Kind: pair[1], IsRequired: pair[0].EndsWith('*')));
            foreach (var property in value.EnumerateObject())
            {
                Assert.True(properties.TryGetValue(property.Name, out var known), $"{path}.{property.Name} is not in the schema of {kind}");
                Check(property.Value, known.Kind, $"{path}.{property.Name}");
            }
            foreach (var (name, _) in properties.Where(pair => pair.Value.IsRequired)) Assert.True(value.TryGetProperty(name, out _), $"{path}.{name} is missing");
        }
        else
        {
            Assert.True(kind switch
            {
                "any" => true,
                "strings" => value.EnumerateObject().All(property => property.Value.ValueKind == JsonValueKind.String),
                "index" => value.GetInt32() >= 0,
                "positive" => value.GetInt32() >= 1,
                "level" => value.GetString() is "error" or "warning" or "note" or "none",
                "uri" => Uri.TryCreate(value.GetString(), UriKind.RelativeOrAbsolute, out _),
                "string" => value.ValueKind == JsonValueKind.String,
                _ => $"\"{value.GetString()}\"" == kind,
            }, $"{path} is {value}, no {kind}");
        }
    }
}
