using SipTrace.Capture.Files;
using SipTrace.Commands;
using SipTrace.Correlation;
using SipTrace.Screens;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Screens;

/// <summary>Filters that are typed: whatever way one came to a text, the calls it finds are the same.</summary>
public sealed class CallTableTest : IDisposable
{
    private readonly CaptureSet captures = CaptureSet.Open([Repository.PathOf("samples-pcap")]);
    private readonly Trace trace;

    public CallTableTest()
    {
        var correlator = new Correlator(captures.Bytes);
        using var frames = captures.Read();
        while (frames.MoveNext()) correlator.Take(frames.Current);
        correlator.Complete();
        trace = correlator.Trace;
    }

    public void Dispose() => captures.Dispose();

    [Theory]
    [InlineData("alice@203.0")]
    [InlineData("invite bob 48")]
    [InlineData("12")]
    [InlineData("status>=486")]
    [InlineData("nothing has this")]
    public void Letter_by_letter_or_at_once(string text)
    {
        var typed = new CallTable();
        for (var length = 1; length <= text.Length; length++)
        {
            typed.Query = new TextQuery(text[..length]);
            // Keys come faster than all calls can be looked through.
            typed.Step(trace, new CallFields(trace), isComplete: true);
        }
        var atOnce = new CallTable { Query = new TextQuery(text) };
        Assert.Equal(RowsOf(atOnce), RowsOf(typed));
        Assert.Equal(trace.Calls.Count(call => new TextQuery(text).Finds(call, new CallFields(trace))), typed.Count);
    }

    [Fact]
    public void The_same_calls_stand_there_sorted_and_folded()
    {
        var table = new CallTable();
        table.SortBy(CallColumns.Of(trace, SipTrace.Correlation.Media.MediaIndex.Of(trace)).First(column => column.Name == "messages"), down: true);
        var counts = RowsOf(table).Select(number => trace.Calls[number - 1].MessageCount).ToArray();
        Assert.Equal(trace.Calls.Count, counts.Length);
        Assert.Equal(counts.OrderDescending(), counts);
        table.IsFolded = true;
        var folded = RowsOf(table);
        Assert.True(folded.Length < counts.Length);
        Assert.Equal(trace.Calls.Count, Enumerable.Range(0, table.Count).Sum(row => table.At(row)!.Value.Count));
    }

    private int[] RowsOf(CallTable table)
    {
        while (table.Step(trace, new CallFields(trace), isComplete: true))
        {
        }
        return [.. Enumerable.Range(0, table.Count).Select(row => table.At(row)!.Value.First.Number)];
    }
}
