using SipTrace.Commands;
using SipTrace.Lint;
using SipTrace.Output;

namespace SipTrace.Findings;

/// <summary>Writes <c>lint --summary</c>: three tables, or three lists of JSON.</summary>
internal static class FleetRows
{
    private static readonly Column<(Rule Rule, int Findings, int Calls)>[] rules =
    [
        new("rule", row => Cell.Of(row.Rule.Code)) { Heading = "RULE" },
        new("name", row => Cell.Of(row.Rule.Name)) { Heading = "NAME" },
        new("severity", row => Cell.Of(FindingWords.Of(row.Rule.Severity))) { Heading = "SEVERITY", Ink = row =>
            FindingWords.InkOf(row.Rule.Severity) },
        new("findings", row => Cell.Of(row.Findings)) { Heading = "FINDINGS" },
        new("calls", row => Cell.Of(row.Calls)) { Heading = "CALLS" },
    ];

    private static readonly Column<FleetMember>[] agents =
    [
        new("user_agent", member => Cell.Of(member.Name)) { Heading = "USER AGENT", Narrowest = 16 },
        .. Counts,
        new("ice_offered", member => Cell.Of(member.OfferedIce.Count)) { Heading = "ICE OFFERED" },
        new("ice_answered", member => Cell.Of(member.AnsweredIce.Count)) { Heading = "ANSWERED" },
        new("ice_completed", member => Cell.Of(member.CompletedIce.Count)) { Heading = "COMPLETED" },
    ];

    private static readonly Column<FleetMember>[] addresses = [new("address", member => Cell.Of(member.Name)) { Heading = "ADDRESS" },
        .. Counts];

    private static Column<FleetMember>[] Counts =>
    [
        new("error", member => Cell.Of(member.Errors)) { Heading = "ERRORS", Ink = member => member.Errors > 0 ? Ink.Bad : Ink.Plain },
        new("warning", member => Cell.Of(member.Warnings)) { Heading = "WARNINGS", Ink = member => member.Warnings > 0 ? Ink.Warn
            : Ink.Plain },
        new("info", member => Cell.Of(member.Infos)) { Heading = "INFO" },
        new("calls", member => Cell.Of(member.Calls.Count)) { Heading = "CALLS" },
    ];

    /// <summary>Writes it in the format of the job.</summary>
    public static void Write(Job job, LintResult result)
    {
        var fleet = result.Fleet!;
        if (job.Format is "json" or "ndjson")
        {
            using var json = InputRows.Begin(job, result.Reading.Captures);
            json.List("rules", "rule", [.. fleet.Rules], rules);
            json.List("user_agents", "user_agent", [.. fleet.Agents], agents);
            json.List("addresses", "address", [.. fleet.Addresses], addresses);
            return;
        }
        WriteTable(job, [.. fleet.Rules], rules);
        WriteTable(job, [.. fleet.Agents], agents);
        WriteTable(job, [.. fleet.Addresses], addresses);
        job.Text.Write(result.Sum() + "\n");
    }

    private static void WriteTable<T>(Job job, IReadOnlyList<T> rows, Column<T>[] columns)
    {
        if (rows.Count == 0) return;
        Table.Write(job.Text, rows, columns, job.Clock, job.Palette, job.TableWidth);
        job.Text.Write("\n");
    }
}
