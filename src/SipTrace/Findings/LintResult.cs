using SipTrace.Capture.Files;
using SipTrace.Commands;
using SipTrace.Correlation.Sip;
using SipTrace.Lint;
using SipTrace.Wire.Sdp;

namespace SipTrace.Findings;

/// <summary>What <c>lint</c> found in its inputs.</summary>
internal sealed class LintResult
{
    private readonly Dictionary<Finding, CaptureInput> bodies = new(ReferenceEqualityComparer.Instance);

    private LintResult(Reading reading) => Reading = reading;

    /// <summary>The inputs and what was learned from them.</summary>
    public Reading Reading { get; }

    /// <summary>The findings, in the order of their packets.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>How many calls were checked.</summary>
    public int Calls { get; private set; }

    /// <summary>Checks the chosen calls, and where all are chosen what belongs to no call.</summary>
    public static LintResult Of(Reading reading, CallChoice choice, Linter linter)
    {
        var result = new LintResult(reading);
        var findings = new List<Finding>();
        var capture = new LintedTrace(reading.Trace);
        var calls = choice.From(reading.Trace);
        result.Calls = calls.Count;
        foreach (var call in calls) findings.AddRange(linter.Check(capture, call));
        if (choice.IsAll)
        {
            findings.AddRange(linter.CheckRest(capture));
            foreach (var input in reading.Captures.Inputs.Where(input => input.Kind == InputKind.SdpText))
            {
                foreach (var finding in linter.Check(SdpDocument.Parse(input.Text.Span)))
                {
                    result.bodies.Add(finding, input);
                    findings.Add(finding);
                }
            }
        }
        result.Findings = [.. findings.OrderBy(f => f.Place.Time).ThenBy(f => f.Place.File).ThenBy(f => f.Place.Frame).ThenBy(f => f.Place.Offset)];
        return result;
    }

    /// <summary>The path of the input.</summary>
    public string FileOf(Finding finding) => InputOf(finding).File;

    /// <summary>The frame; null where the input is a text.</summary>
    public int? FrameOf(Finding finding) => IsText(finding) || finding.Place.Frame == 0 ? null : finding.Place.Frame;

    /// <summary>The line of the message, or of the file where that is a text; 0 for packets that are no SIP.</summary>
    public int LineOf(Finding finding) =>
        finding.Line == 0 ? 0 : finding.Line + (IsText(finding) ? Reading.LinesBefore(finding.Place.File, finding.Place.Frame) : 0);

    /// <summary><c>file:FRAME:LINE:COL</c>, as far as there are such.</summary>
    public string Where(Finding finding)
    {
        var line = LineOf(finding);
        return FileOf(finding) + (FrameOf(finding) is { } frame ? $":{frame}" : "") + (line > 0 ? $":{line}:{finding.Column}" : "");
    }

    /// <summary>What it all comes to, in one line.</summary>
    public string Sum()
    {
        var counts = Enum.GetValues<Severity>().Reverse().Select(severity => (Severity: severity, Count: Findings.Count(f => f.Severity == severity)))
            .Where(item => item.Count > 0).Select(item => item.Severity == Severity.Info ? $"{item.Count} info" : $"{item.Count} {FindingWords.Of(item.Severity)}{(item.Count == 1 ? "" : "s")}").ToList();
        var found = counts.Count == 0 ? "no finding" : string.Join(", ", counts);
        if (Reading.Captures.Inputs.All(input => input.Kind == InputKind.SdpText)) return found;
        var touched = Findings.Select(finding => finding.Call).OfType<Call>().Distinct().Count();
        var points = Reading.Captures.Points.Count;
        var where = touched == 0 ? $" in {Calls} call{(Calls == 1 ? "" : "s")}" : $" in {touched} of {Calls} call{(Calls == 1 ? "" : "s")}";
        var seen = Reading.Trace.Rtp.Streams.Count > 0 || Reading.Trace.Stun.Transactions.Count > 0;
        return found + where + (points > 0 ? $"; {points} capture point{(points == 1 ? "" : "s")}" + (seen ? "" : "; media not seen") : "");
    }

    private bool IsText(Finding finding) => InputOf(finding).Kind is InputKind.SdpText or InputKind.SipText;

    private CaptureInput InputOf(Finding finding) => bodies.TryGetValue(finding, out var input) ? input : Reading.Captures.Inputs[finding.Place.File];
}
