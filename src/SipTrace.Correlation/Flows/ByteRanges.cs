namespace SipTrace.Correlation.Flows;

/// <summary>Which octets of something have come: ranges that neither touch nor overlap, in order.</summary>
internal sealed class ByteRanges
{
    private readonly List<(int Start, int End)> ranges = [];

    /// <summary>Whether everything from 0 to an end has come.</summary>
    public bool Covers(int end) => ranges.Count > 0 && ranges[0].Start == 0 && ranges[0].End >= end;

    /// <summary>The first part of a range that has not come yet. False where all of it has.</summary>
    public bool TryFindMissing(int start, int end, out int from, out int to)
    {
        foreach (var range in ranges)
        {
            if (range.End <= start) continue;
            if (range.Start > start)
            {
                (from, to) = (start, Math.Min(end, range.Start));
                return from < to;
            }
            start = range.End;
        }
        (from, to) = (start, end);
        return from < to;
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => ranges.Clear();

    /// <summary>Notes that a range has come.</summary>
    public void Add(int start, int end)
    {
        var at = 0;
        while (at < ranges.Count && ranges[at].End < start) at++;
        var last = at;
        while (last < ranges.Count && ranges[last].Start <= end) last++;
        if (last > at) (start, end) = (Math.Min(start, ranges[at].Start), Math.Max(end, ranges[last - 1].End));
        ranges.RemoveRange(at, last - at);
        ranges.Insert(at, (start, end));
    }
}
