using System.Diagnostics;
using System.Globalization;
using SipTrace.Capture;
using SipTrace.Capture.Files;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Tests.Capture.Files;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Fuzz;

/// <summary>Damaged captures through everything that reads them. FUZZ_SECONDS makes it a long run, FUZZ_SEED another one.</summary>
public class MutatedCapturesTest
{
    private const int Longest = 128 << 10;                              // of a sample: more of the same only makes a run slow
    private const long AllocatedAtLeast = 64 << 20, AllocatedPerOctet = 2000;
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void Damaged_captures_are_read_to_an_end()
    {
        var seed = Number("FUZZ_SEED", 4475);
        var seconds = Number("FUZZ_SECONDS", 5);
        var samples = Samples.Files().Append(("torture", Samples.Torture())).Append(("call", Samples.Call())).ToArray();
        using var folder = new TemporaryFolder();
        var clock = Stopwatch.StartNew();
        for (var run = 0; run < samples.Length || clock.Elapsed.TotalSeconds < seconds; run++)
        {
            var (name, bytes) = samples[run % samples.Length];
            var mutation = new CaptureMutation(bytes.Length > Longest ? bytes[..Longest] : bytes, new Random(HashCode(seed, run)));
            var path = folder.Write("damaged.pcap", mutation.Bytes);
            var what = $"seed {seed}, run {run}: {name}: {mutation}";
            Watch(() => Read(path, mutation.Bytes.Length, isThorough: run % 8 == 0), what);
        }
    }

    private static void Watch(Action read, string what)
    {
        Exception? failure = null;
        // A thread of its own, for a hang cannot be stopped: it is left behind, and the test ends.
        var thread = new Thread(() => failure = Record.Exception(read)) { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(patience), $"no end after {patience.TotalSeconds} s: {what}");
        Assert.True(failure is null, $"{what}\n{failure}");
    }

    private static void Read(string path, int length, bool isThorough)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using var captures = CaptureSet.Open([path]);
            Correlate(captures);
        }
        catch (UserError)
        {
            // What is no capture any more is told so.
        }
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocatedAtLeast + AllocatedPerOctet * length);
        if (!isThorough) return;
        foreach (var command in new[] { "calls", "flow", "show", "stats" })
        {
            var result = ProgramRun.Of(command, path);
            Assert.True(result.Status is 0 or 1 or 2, $"{command}: {result.Error}");
        }
    }

    private static void Correlate(CaptureSet captures)
    {
        var correlator = new Correlator(captures.Bytes);
        using (var frames = captures.Read())
        {
            for (var count = 0; frames.MoveNext(); count++)
            {
                correlator.Take(frames.Current);
                if (count % 64 == 0) correlator.Advance(frames.CurrentTime);
            }
        }
        correlator.Complete();
        var (trace, messages) = (correlator.Trace, 0);
        foreach (var call in trace.Calls)
        {
            var transcript = CallTranscript.Read(trace, call);
            Assert.Equal(call.MessageCount, transcript.Messages.Count);
            messages += call.MessageCount;
            foreach (var index in trace.MessagesOf(call)) Assert.Equal(trace.Messages[index].Length, trace.TextOf(trace.Messages[index]).Length);
        }
        foreach (var index in trace.Strays) Assert.Equal(trace.Messages[index].Length, trace.TextOf(trace.Messages[index]).Length);
        Assert.Equal(trace.Messages.Count, messages + trace.Strays.Count);
    }

    // Not that of the framework: it differs from process to process.
    private static int HashCode(int seed, int run) => unchecked(seed * 1_000_003 + run);

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
