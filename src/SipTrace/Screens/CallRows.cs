using SipTrace.Commands;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Output;

namespace SipTrace.Screens;

/// <summary>Makes the rows in sight. What has not changed since the last frame is not made again. For the session's thread.</summary>
internal sealed class CallRows(ScreenStack stack)
{
    private const int WidthOfDiagnosis = 16;

    private Dictionary<Call, (Stamp Stamp, CallRow Row)> last = [], present = [];

    /// <summary>The columns that there are.</summary>
    public IReadOnlyList<Column<Call>> Columns(Trace trace) =>
    [
        .. CallColumns.Of(trace, stack.Media.Media).Select(OnScreen),
        .. stack.Settings.Columns.Where(HeaderColumn.IsOne).Select(name => HeaderColumn.Of(trace, name, stack.Settings)),
    ];

    /// <summary>The rows of a frame.</summary>
    public CallRow[] Of(IEnumerable<CallGroup> groups, Column<Call>[] columns)
    {
        (last, present) = (present, last);
        present.Clear();
        return [.. groups.Select(group => RowOf(group, columns))];
    }

    private Column<Call> OnScreen(Column<Call> column) => column.Name switch
    {
        "method" or "started" => column with { Narrowest = 0 },
        "findings" => column with { Heading = "FINDINGS", Value = call => Cell.Of(stack.Findings.Known(call)?.Count), Text = (call, _) => stack.Findings.Summary(call), Ink = stack.Findings.InkOf, IsOptional = true },
        "diagnosis" => column with
        {
            Heading = "DIAGNOSIS",
            Value = call => Cell.Of(stack.Findings.Diagnosis(call)),
            Ink = stack.Findings.InkOf,
            IsOptional = true,
            Narrowest = WidthOfDiagnosis,
        },
        _ => column,
    };

    private CallRow RowOf(CallGroup group, Column<Call>[] columns)
    {
        var call = group.First;
        var stamp = new Stamp(group, call.Revision, stack.Media.Media.Version, stack.Findings.Known(call), columns);
        var row = last.TryGetValue(call, out var known) && known.Stamp == stamp ? known.Row : Make(group, columns);
        present[call] = (stamp, row);
        return row;
    }

    private CallRow Make(CallGroup group, Column<Call>[] columns)
    {
        var texts = Array.ConvertAll(columns, column => TextOf(column, group.First));
        for (var i = 0; group.IsFolded && i < columns.Length; i++)
        {
            if (columns[i].Name == "method") texts[i] = $"{texts[i]} x{group.Count}";
            else if (columns[i].Name is not ("number" or "source" or "destination" or "started")) texts[i] = "";
        }
        return new CallRow(group, texts, Array.ConvertAll(columns, column => column.Ink?.Invoke(group.First) ?? Ink.Plain),
            Array.ConvertAll(columns, column => column.Value(group.First).IsNumber));
    }

    private string TextOf(Column<Call> column, Call call) => column.Name == "started" ? stack.Job.Clock.TimeOfDay(call.Started)[..12]
        : column.Text is { } text ? text(call, stack.Job.Clock)
        : column.Value(call).ToText(stack.Job.Clock);

    private readonly record struct Stamp(CallGroup Group, int Revision, int Media, object? Findings, Column<Call>[] Columns);
}
