using SipTrace.Capture.Files;
using SipTrace.Commands;
using SipTrace.Correlation.Sip;
using SipTrace.Lint;
using SipTrace.Wire.Sdp;

namespace SipTrace.Findings;

/// <summary>What <c>lint</c> found in its inputs.</summary>
internal sealed class LintResult
{
    private readonly Dictionary<Place, CaptureInput> bodies = new(ReferenceEqualityComparer.Instance);

    private LintResult(Reading reading) => Reading = reading;

    /// <summary>The inputs and what was learned from them.</summary>
    public Reading Reading { get; }

    /// <summary>The findings, in the order of their packets.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>The calls that were checked.</summary>
    public IReadOnlyList<Call> Chosen { get; private set; } = [];

    /// <summary>The counts over all calls; null where nobody asked for them.</summary>
    public FleetSummary? Fleet { get; private set; }

    /// <summary>Checks the chosen calls, and where all are chosen what belongs to no call. What a configuration suppresses, or a baseline
    /// knows, is left out.</summary>
    public static LintResult Of(Job job, Reading reading, CallChoice choice)
    {
        var arguments = job.Arguments.Lint;
        var linter = new Linter(RuleChoice.From(arguments));
        var configuration = LintConfiguration.Load(job.Arguments.Config, job.World.Folder);
        var today = job.World.Today();
        foreach (var expired in configuration.Suppressions.Where(suppression => suppression.Until < today))
            job.Note($"the suppression of {string.Join(", ", expired.Rules.Select(rule => rule.Code))} ended on "
                + $"{expired.Until:yyyy-MM-dd}: {expired.Reason}");
        var baseline = arguments.Baseline is { } path ? Baseline.Load(path) : null;
        var result = new LintResult(reading) { Chosen = choice.From(reading.Trace), Fleet = arguments.Summary ? new FleetSummary() : null };
        var findings = configuration.Apply(result.Check(linter, choice.IsAll), today).Where(finding => baseline?.Knows(finding) != true);
        result.Findings = [.. findings.Order(Comparer<Finding>.Create(InOrder))];
        foreach (var finding in result.Findings) result.Fleet?.Count(finding);
        return result;
    }

    private List<Finding> Check(Linter linter, bool isAll)
    {
        var findings = new List<Finding>();
        foreach (var one in EachCall.Do(Reading.Linted, Chosen, call => Check(linter, call), keepsTexts: Fleet is not null))
        {
            findings.AddRange(one.Found);
            if (one.ForFleet is not null) Fleet!.Count(one.ForFleet);
        }
        if (!isAll) return findings;
        findings.AddRange(linter.CheckRest(Reading.Linted));
        foreach (var input in Reading.Captures.Inputs.Where(input => input.Kind == InputKind.SdpText))
        {
            foreach (var finding in linter.Check(SdpDocument.Parse(input.Text.Span)))
            {
                bodies.Add(finding.Place, input);
                findings.Add(finding);
            }
        }
        return findings;
    }

    private CheckedCall Check(Linter linter, LintedCall call) =>
        new(linter.Check(call).ConvertAll(finding => finding.Detached()), Fleet is null ? null : call);

    private static int InOrder(Finding one, Finding other)
    {
        var (a, b) = (one.Place, other.Place);
        if (a.Time != b.Time) return a.Time.CompareTo(b.Time);
        if (a.File != b.File) return a.File.CompareTo(b.File);
        if (a.Frame != b.Frame) return a.Frame.CompareTo(b.Frame);
        return one.Line != other.Line ? one.Line.CompareTo(other.Line) : a.Offset.CompareTo(b.Offset);
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
        var counts = Enum.GetValues<Severity>().Reverse()
            .Select(severity => (Severity: severity, Count: Findings.Count(f => f.Severity == severity)))
            .Where(item => item.Count > 0)
            .Select(item => item.Severity == Severity.Info ? $"{item.Count} info"
            : $"{item.Count} {FindingWords.Of(item.Severity)}{(item.Count == 1 ? "" : "s")}").ToList();
        var found = counts.Count == 0 ? "no finding" : string.Join(", ", counts);
        if (Reading.Captures.Inputs.All(input => input.Kind == InputKind.SdpText)) return found;
        var touched = Findings.Select(finding => finding.Call).OfType<Call>().Distinct().Count();
        var points = Reading.Captures.Points.Count;
        var where = touched == 0 ? $" in {Chosen.Count} call{(Chosen.Count == 1 ? "" : "s")}"
            : $" in {touched} of {Chosen.Count} call{(Chosen.Count == 1 ? "" : "s")}";
        var seen = Reading.Trace.Rtp.Streams.Count > 0 || Reading.Trace.Stun.Transactions.Count > 0;
        return found + where + (points > 0 ? $"; {points} capture point{(points == 1 ? "" : "s")}" + (seen ? "" : "; media not seen") : "");
    }

    private bool IsText(Finding finding) => InputOf(finding).Kind is InputKind.SdpText or InputKind.SipText;

    private CaptureInput InputOf(Finding finding) => bodies.TryGetValue(finding.Place, out var input) ? input
        : Reading.Captures.Inputs[finding.Place.File];

    private sealed record CheckedCall(List<Finding> Found, LintedCall? ForFleet);
}
