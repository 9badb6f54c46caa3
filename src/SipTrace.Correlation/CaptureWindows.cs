using System.Runtime.CompilerServices;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation;

/// <summary>The windows of all capture points.</summary>
public sealed class CaptureWindows
{
    private static readonly (Timestamp First, Timestamp Last) none = (new(long.MaxValue), new(long.MinValue));

    private (Timestamp First, Timestamp Last)[] points = [];
    private Timestamp now;
    private bool isClosed;

    internal CaptureWindows()
    {
    }

    /// <summary>The indices of the capture points that had frames.</summary>
    public IEnumerable<int> Points => Enumerable.Range(0, points.Length).Where(point => points[point].First <= points[point].Last);

    /// <summary>The window of a capture point; one that had no frame is empty.</summary>
    public CaptureWindow this[int point]
    {
        get
        {
            var (first, last) = point < points.Length ? points[point] : none;
            return new CaptureWindow(first, !isClosed && first <= last && now > last ? now : last, !isClosed);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Take(int point, Timestamp time)
    {
        if (point >= points.Length) Grow(point);
        ref var window = ref points[point];
        if (time < window.First) window.First = time;
        if (time > window.Last) window.Last = time;
    }

    /// <summary>Adds the windows that another found.</summary>
    internal void Add(CaptureWindows other)
    {
        foreach (var point in other.Points)
        {
            Take(point, other.points[point].First);
            Take(point, other.points[point].Last);
        }
    }

    internal void Advance(Timestamp time)
    {
        if (time > now) now = time;
    }

    internal void Close() => isClosed = true;

    private void Grow(int point)
    {
        var known = points.Length;
        Array.Resize(ref points, point + 1);
        points.AsSpan(known).Fill(none);
    }
}
