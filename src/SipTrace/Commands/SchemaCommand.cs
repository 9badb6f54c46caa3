using SipTrace.Capture;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary><c>siptrace schema</c>: the shape of the output, for what loads it.</summary>
internal static class SchemaCommand
{
    /// <summary>The command.</summary>
    public static readonly Verb Verb = new("schema", "the shape of the output: JSON Schema, or tables of ClickHouse for its NDJSON", [],
        [
            "siptrace schema json > siptrace.schema.json",
            "siptrace schema clickhouse | clickhouse client --multiquery",
        ],
        Run)
    {
        NeedsInput = false,
    };

    private static int Run(Job job)
    {
        job.Text.Write(job.Arguments.Inputs switch
        {
            ["json"] => Json(),
            ["clickhouse"] => ClickHouseTables.Text,
            _ => throw new UserError("schema of what?", "siptrace schema json, or siptrace schema clickhouse"),
        });
        return 0;
    }

    private static string Json()
    {
        using var schema = new StreamReader(typeof(SchemaCommand).Assembly.GetManifestResourceStream("schema.json")!);
        return schema.ReadToEnd();
    }
}
