using SipTrace.Capture;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary><c>siptrace schema</c>: the shape of the output, for what loads it.</summary>
internal static class SchemaCommand
{
    /// <summary>The command.</summary>
    public static readonly Verb Verb = new("schema", "tables that take the NDJSON of calls, rtp, ice and lint", [],
        ["siptrace schema clickhouse | clickhouse client --multiquery"], Run)
    {
        NeedsInput = false,
    };

    private static int Run(Job job)
    {
        if (job.Arguments.Inputs is not ["clickhouse"]) throw new UserError("schema of what?", "siptrace schema clickhouse");
        job.Text.Write(ClickHouseTables.Text);
        return 0;
    }
}
