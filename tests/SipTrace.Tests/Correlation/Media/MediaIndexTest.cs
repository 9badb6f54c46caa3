using SipTrace.Capture.Files;
using SipTrace.Correlation;
using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Correlation.Media;

/// <summary>Which media belongs to which call, learned in steps while the trace goes on.</summary>
public class MediaIndexTest
{
    [Fact]
    public void What_is_learned_in_steps_is_what_the_whole_trace_tells()
    {
        using var captures = CaptureSet.Open([Repository.PathOf("samples-pcap/turn-relay-call.pcap")]);
        using var frames = captures.Read();
        var correlator = new Correlator(captures.Bytes);
        var index = MediaIndex.Begin(correlator.Trace);
        for (var taken = 0; frames.MoveNext(); taken++)
        {
            correlator.Take(frames.Current);
            // One is begun again and again, and each gets as far as it gets before the trace goes on.
            if (taken % 50 == 0 && !index.IsInWork) index.Renew();
            index.Step();
        }
        foreach (var _ in correlator.CompleteInSteps()) index.Step();
        index.Renew();
        while (index.Step())
        {
        }
        var whole = MediaIndex.Of(correlator.Trace);
        Assert.True(index.Version > 1);
        var call = correlator.Trace.Calls[^1];
        Assert.NotEmpty(whole.StreamsOf(call));
        Assert.NotEmpty(whole.AllocationsOf(call));
        Assert.NotEmpty(whole.UnreachablesOf(call));
        foreach (var each in correlator.Trace.Calls) AssertSame(whole, index, each);
    }

    [Fact]
    public void Before_the_first_is_ready_nothing_is_known()
    {
        using var captures = CaptureSet.Open([Repository.PathOf("samples-pcap/turn-relay-call.pcap")]);
        using var frames = captures.Read();
        var correlator = new Correlator(captures.Bytes);
        while (frames.MoveNext()) correlator.Take(frames.Current);
        correlator.Complete();
        var index = MediaIndex.Begin(correlator.Trace);
        Assert.Empty(index.StreamsOf(correlator.Trace.Calls[^1]));
        index.Renew();
        Assert.Empty(index.StreamsOf(correlator.Trace.Calls[^1]));
        while (index.Step())
        {
        }
        Assert.NotEmpty(index.StreamsOf(correlator.Trace.Calls[^1]));
    }

    private static void AssertSame(MediaIndex whole, MediaIndex index, Call call)
    {
        Assert.Equal(whole.StreamsOf(call), index.StreamsOf(call));
        Assert.Equal(whole.AllocationsOf(call), index.AllocationsOf(call));
        Assert.Equal(whole.HandshakesOf(call), index.HandshakesOf(call));
        Assert.Equal(whole.FaxesOf(call), index.FaxesOf(call));
        Assert.Equal(whole.UnreachablesOf(call), index.UnreachablesOf(call));
    }
}
