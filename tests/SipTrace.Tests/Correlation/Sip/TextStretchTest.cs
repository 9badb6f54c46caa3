using SipTrace.Capture.Files;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Tests.Support;
using SipTrace.Wire.Bytes;

namespace SipTrace.Tests.Correlation.Sip;

public class TextStretchTest
{
    [Fact]
    public void A_call_reads_the_same_with_memory_of_its_own_and_with_memory_used_again()
    {
        var octets = new OctetBuffer();
        var compared = 0;
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("samples-pcap"), "*.pcap*"))
        {
            using var captures = CaptureSet.Open([file]);
            var correlator = new Correlator(captures.Bytes);
            using (var frames = captures.Read())
            {
                while (frames.MoveNext()) correlator.Take(frames.Current);
            }
            correlator.Complete();
            foreach (var call in correlator.Trace.Calls)
            {
                octets.Clear();
                var own = CallTranscript.Read(correlator.Trace, call);
                var again = CallTranscript.Read(correlator.Trace, call, octets);
                Assert.Equal(own.Messages.Count, again.Messages.Count);
                foreach (var (one, other) in own.Messages.Zip(again.Messages))
                {
                    Assert.Equal(one.Index, other.Index);
                    Assert.True(one.Text.Span.SequenceEqual(other.Text.Span));
                    compared++;
                }
            }
        }
        Assert.True(compared > 100);
    }
}
