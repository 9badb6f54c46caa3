using System.Text.Json;
using SipTrace.Capture;
using SipTrace.Lint;

namespace SipTrace.Findings;

/// <summary>The findings of an older run, by their fingerprints: what they say again is not new.</summary>
internal sealed class Baseline
{
    private readonly HashSet<string> fingerprints = [];

    /// <summary>Reads an output of <c>lint --format json</c>.</summary>
    public static Baseline Load(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var baseline = new Baseline();
            foreach (var finding in document.RootElement.GetProperty("findings")
                .EnumerateArray()) baseline.fingerprints.Add(finding.GetProperty("fingerprint").GetString() ?? "");
            return baseline;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{path}: {problem.Message}");
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UserError($"{path}: is no output of lint --format json", "make one: siptrace lint ... --format json > baseline.json");
        }
    }

    /// <summary>Whether a finding was there before.</summary>
    public bool Knows(Finding finding) => fingerprints.Contains(finding.Fingerprint);
}
