using System.Diagnostics;
using SipTrace.Capture.Files;
using SipTrace.Commands;
using SipTrace.Correlation;

namespace SipTrace.Benchmarks;

/// <summary>How long one capture takes to be read and followed as commands do it, once all code is compiled.</summary>
internal static class ReadTimes
{
    private const int Rounds = 9;       // the first compiles

    /// <summary>Measures, and prints each round.</summary>
    public static void Run(string file)
    {
        for (var round = 0; round < Rounds; round++)
        {
            using var process = Process.GetCurrentProcess();
            var (cpu, started) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
            using var captures = CaptureSet.Open([file]);
            var correlator = new Correlator(captures.Bytes);
            using (var frames = captures.Read(readsAhead: false))
            using (var ahead = new FramesAhead(frames, correlator.Sort()))
            {
                while (ahead.Next() is { } chunk) correlator.Take(chunk);
            }
            correlator.Complete();
            process.Refresh();
            Console.WriteLine($"{Stopwatch.GetElapsedTime(started).TotalSeconds:0.000} s wall  {(process.TotalProcessorTime - cpu).TotalSeconds:0.000} s cpu");
        }
    }
}
