namespace SipTrace.Output;

/// <summary>How many values lay at or below each of some bounds.</summary>
/// <param name="bounds">The bounds, upwards.</param>
internal sealed class Histogram(params double[] bounds)
{
    private readonly long[] counts = new long[bounds.Length];

    /// <summary>The bounds, upwards.</summary>
    public IReadOnlyList<double> Bounds => bounds;

    /// <summary>How many values lay at or below the bound of the same index.</summary>
    public IReadOnlyList<long> Counts => counts;

    /// <summary>How many values there were.</summary>
    public long Count { get; private set; }

    /// <summary>Their sum.</summary>
    public double Sum { get; private set; }

    /// <summary>Adds a value.</summary>
    public void Add(double value)
    {
        Count++;
        Sum += value;
        for (var i = bounds.Length - 1; i >= 0 && value <= bounds[i]; i--) counts[i]++;
    }
}
