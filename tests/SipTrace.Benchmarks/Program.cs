using BenchmarkDotNet.Running;
using SipTrace.Benchmarks;

// What no benchmark of single methods measures: `screens FILE`, the terminal UI from key to frame; `rules FILE`, what each rule costs;
// `read FILE`, a whole capture.
if (args is ["screens", var file]) ScreenLatency.Run(file);
else if (args is ["rules", var capture]) RuleTimes.Run(capture);
else if (args is ["read", var input]) ReadTimes.Run(input);
else BenchmarkSwitcher.FromAssembly(typeof(ScreenLatency).Assembly).Run(args);
