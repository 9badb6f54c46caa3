using BenchmarkDotNet.Running;
using SipTrace.Benchmarks;

// `screens FILE` measures the terminal UI from key to frame, which no benchmark of single methods can.
if (args is ["screens", var file]) ScreenLatency.Run(file);
else BenchmarkSwitcher.FromAssembly(typeof(ScreenLatency).Assembly).Run(args);
