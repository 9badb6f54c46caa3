using System.Globalization;
using System.Text;
using SipTrace.Correlation;
using SipTrace.Correlation.Ice;
using SipTrace.Output;
using SipTrace.Wire.Bytes;

namespace SipTrace.Commands;

/// <summary>When the checks of a session were sent, and what came of them, for people: a line for each direction between two addresses.</summary>
internal static class IceTimeline
{
    private const int Cells = 60;

    /// <summary>Writes it; nothing where no check was seen.</summary>
    public static void Write(Job job, Trace trace, IceSession session)
    {
        var pairs = session.Pairs.Where(pair => pair.Point >= 0 && pair.Transactions.Count > 0).ToArray();
        if (pairs.Length == 0) return;
        var times = pairs.SelectMany(pair => pair.Transactions).Select(index => trace.Stun.Transactions[index].Time).ToArray();
        var (first, last) = (times.Min(), times.Max());
        var heading = string.Create(CultureInfo.InvariantCulture, $"checks over time: {Since(first):0} to {Since(last):0} ms after the offer; x unanswered, o answered, N nominated");
        job.Text.Write("\n" + job.Palette.Paint(Ink.Strong, heading) + "\n");
        var names = Array.ConvertAll(pairs, pair => $"{pair.Component}  {pair.From} > {pair.To}");
        var width = names.Max(name => name.Length);
        for (var i = 0; i < pairs.Length; i++) job.Text.Write($"{names[i].PadRight(width)}  │{Line(job, trace, pairs[i], first, last)}│\n");

        double Since(Timestamp time) => (time - session.Started).TotalMilliseconds;
    }

    private static string Line(Job job, Trace trace, CandidatePair pair, Timestamp first, Timestamp last)
    {
        var cells = new char[Cells];
        Array.Fill(cells, ' ');
        foreach (var index in pair.Transactions)
        {
            ref var check = ref trace.Stun.Transactions[index];
            var at = last == first ? 0 : (int)((check.Time - first).Ticks * (Cells - 1) / (last - first).Ticks);
            var mark = !check.IsSuccess ? 'x' : check.HasUseCandidate ? 'N' : 'o';
            if (cells[at] is ' ' or 'x' || mark == 'N') cells[at] = mark;
        }
        var line = new StringBuilder();
        foreach (var cell in cells) line.Append(cell == ' ' ? " " : job.Palette.Paint(cell == 'x' ? Ink.Bad : Ink.Good, cell.ToString()));
        return line.ToString();
    }
}
