using System.Globalization;
using System.Text;

namespace SipTrace.Output;

/// <summary>Writes the text format of OpenMetrics 1.0.</summary>
internal sealed class OpenMetrics
{
    /// <summary>What HTTP calls it.</summary>
    public const string ContentType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private readonly StringBuilder text = new();

    /// <summary>A value that goes up and down.</summary>
    public void Gauge(string name, string help, double? value)
    {
        if (value is not { } known) return;
        Head(name, "gauge", help);
        Line(name, "", known);
    }

    /// <summary>Values that go up and down, by one label. The values of labels are words of our own, never of the wire.</summary>
    public void Gauge(string name, string help, string label, IEnumerable<(string Value, double Number)> values)
    {
        Head(name, "gauge", help);
        foreach (var (value, number) in values) Line(name, $"{{{label}=\"{value}\"}}", number);
    }

    /// <summary>A value that only goes up.</summary>
    public void Counter(string name, string help, double value)
    {
        Head(name, "counter", help);
        Line(name + "_total", "", value);
    }

    /// <summary>Values that only go up, by one label.</summary>
    public void Counter(string name, string help, string label, IEnumerable<(string Value, double Number)> values)
    {
        Head(name, "counter", help);
        foreach (var (value, number) in values) Line(name + "_total", $"{{{label}=\"{value}\"}}", number);
    }

    /// <summary>A histogram.</summary>
    public void Histogram(string name, string help, Histogram values)
    {
        Head(name, "histogram", help);
        for (var i = 0; i < values.Bounds.Count; i++) Line(name + "_bucket", $"{{le=\"{Bound(values.Bounds[i])}\"}}", values.Counts[i]);
        Line(name + "_bucket", "{le=\"+Inf\"}", values.Count);
        Line(name + "_count", "", values.Count);
        Line(name + "_sum", "", values.Sum);
    }

    /// <summary>The whole text.</summary>
    public string End() => text.Append("# EOF\n").ToString();

    // Numbers of bounds are floating-point in the format: 1.0, not 1.
    private static string Bound(double bound) => bound.ToString("0.0###", CultureInfo.InvariantCulture);

    private void Head(string name, string type, string help) => text.Append($"# TYPE {name} {type}\n# HELP {name} {help}\n");

    private void Line(string name, string labels, double value) =>
        text.Append(name).Append(labels).Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
}
