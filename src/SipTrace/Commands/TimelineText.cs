using System.Globalization;
using System.Text;
using SipTrace.Correlation.Sip;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary>Loss and jitter of the streams of calls over time, for people: a character for each interval. The scale is the same for all streams.</summary>
internal static class TimelineText
{
    private const string Levels = "▁▂▃▄▅▆▇█";
    private const double MuchJitterMs = 30, SomeJitterMs = 10;
    private static readonly double[] LossSteps = [0, 0.5, 1, 2, 3, 5, 10], JitterSteps = [1, 2, 5, 10, 20, 30, 50];

    /// <summary>Writes it; reads the frames of the calls for it.</summary>
    public static void Write(Job job, Reading reading, IReadOnlyList<Call> calls, CallFrames frames)
    {
        var streams = StreamRows.InOrder(calls.SelectMany(reading.Media.StreamsOf)).ToArray();
        if (streams.Length == 0) return;
        var reader = new TimelineReader(reading.Trace, streams);
        frames.Copy(reading.Trace, calls, withMedia: true, reader.Take);
        var heading = string.Create(CultureInfo.InvariantCulture, $"over time: {reader.Interval.TotalSeconds:0.###} s each, from {job.Clock.TimeOfDay(reader.From)[..^3]}");
        job.Text.Write("\n" + job.Palette.Paint(Ink.Strong, heading) + "\n");
        foreach (var timeline in reader.Finish())
        {
            var key = timeline.Stream.Key;
            job.Text.Write($"{StreamWords.Ssrc(key.Ssrc)}  {key.Source} > {key.Destination}\n");
            Write(job, "loss", timeline.Loss, LossSteps, StreamColumns.InkOfLoss, "0.0 '%'");
            Write(job, "jitter", timeline.Jitter, JitterSteps, ms => ms >= MuchJitterMs ? Ink.Bad : ms >= SomeJitterMs ? Ink.Warn : Ink.Plain, "0.0 'ms'");
        }
    }

    private static void Write(Job job, string name, IReadOnlyList<double?> values, double[] steps, Func<double, Ink> inkOf, string format)
    {
        var line = new StringBuilder($"  {name,-6} │");
        foreach (var value in values)
        {
            if (value is { } number) line.Append(job.Palette.Paint(inkOf(number), Levels[steps.Count(step => number > step)].ToString()));
            else line.Append(' ');
        }
        line.Append('│');
        if (values.Max() is { } worst) line.Append(" at most ").Append(worst.ToString(format, CultureInfo.InvariantCulture));
        job.Text.Write(line.Append('\n'));
    }
}
