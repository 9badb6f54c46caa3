using BenchmarkDotNet.Running;
using SipTrace.Benchmarks;

// Two things that no benchmark of single methods measures: `screens FILE`, the terminal UI from key to frame; `rules FILE`, what each rule costs.
if (args is ["screens", var file]) ScreenLatency.Run(file);
else if (args is ["rules", var capture]) RuleTimes.Run(capture);
else BenchmarkSwitcher.FromAssembly(typeof(ScreenLatency).Assembly).Run(args);
