using SipTrace.Output;

namespace SipTrace.Tests.Output;

public class OpenMetricsTest
{
    [Fact]
    public void The_text_is_that_of_the_specification()
    {
        var values = new Histogram(0.5, 1, 10);
        foreach (var value in (double[])[0.1, 0.5, 0.7, 20]) values.Add(value);
        var text = new OpenMetrics();
        text.Counter("a", "All.", 3);
        text.Gauge("b", "By state.", "state", [("in_call", 1.5), ("failed", 0)]);
        text.Gauge("c", "Unknown yet.", null);
        text.Histogram("d_seconds", "Setup.", values);

        Assert.Equal("""
            # TYPE a counter
            # HELP a All.
            a_total 3
            # TYPE b gauge
            # HELP b By state.
            b{state="in_call"} 1.5
            b{state="failed"} 0
            # TYPE d_seconds histogram
            # HELP d_seconds Setup.
            d_seconds_bucket{le="0.5"} 2
            d_seconds_bucket{le="1.0"} 3
            d_seconds_bucket{le="10.0"} 3
            d_seconds_bucket{le="+Inf"} 4
            d_seconds_count 4
            d_seconds_sum 21.3
            # EOF

            """, text.End());
    }
}
