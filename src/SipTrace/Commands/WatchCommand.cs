using System.Diagnostics;
using System.Runtime.InteropServices;
using SipTrace.Capture;
using SipTrace.Capture.Live;
using SipTrace.Correlation;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary><c>siptrace watch</c>: live capture without a screen, for days.</summary>
internal static class WatchCommand
{
    private static readonly PosixSignal[] EndSignals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    /// <summary>The command.</summary>
    public static readonly Verb Verb = new("watch", "live capture: what happens to calls, as it happens", ["text", "ndjson"],
        [
            "siptrace watch -d any",
            "siptrace watch -d eth0 -d eth1 -f 'udp or tcp port 5060' --format ndjson",
            "siptrace watch -d any -w calls.pcapng --rotate-size 100 --keep-files 20     # a ring of 2 GB",
            "siptrace watch -d any -w failed.pcapng --only-calls 'status>=500'           # such calls alone, from their first packet on",
            "siptrace watch -d eth0 -H udp:homer.example.net:9060 --hep-id 7             # an agent for Homer",
            "ssh pbx tcpdump -U -w - | siptrace watch - --format ndjson                  # what another machine captures",
            "siptrace watch -L udp:0.0.0.0:9060 --format ndjson                          # a collector",
        ],
        Run)
    {
        NeedsInput = false,
        IsLive = true,
    };

    private static int Run(Job job)
    {
        var arguments = job.Arguments.Live;
        if (arguments.Devices.Count + arguments.HepListen.Count + job.Arguments.Inputs.Count == 0)
        {
            throw new UserError("watch: there is nothing to watch", "siptrace watch -d DEVICE, or -L udp:ADDRESS:PORT for HEP; siptrace devices lists the devices");
        }
        var choice = new CallChoice(job.Arguments);
        var source = LiveCapture.Open(job, arguments.Devices);
        var correlator = new Correlator(new NoBytes(), limits: LiveCapture.Limits(job));
        using var session = new Session(source, correlator, LiveCapture.Garbage(job));
        using var writer = job.Arguments.Write is null ? null : new WatchWriter(job, source, correlator.Trace);
        if (writer is not null) session.Taken += writer.Take;
        else if (arguments.OnlyCalls is not null) throw new UserError("--only-calls needs a file to write", "-w FILE.pcapng");
        using var rotate = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create((PosixSignal)(OperatingSystem.IsLinux() ? 10 : 30), context =>
        {
            context.Cancel = true;
            writer?.Rotate();
        });
        var signals = Array.ConvertAll(EndSignals, signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            source.Stop();
        }));
        using var reports = arguments.HepSend is null ? null : new HepReports(arguments, source, correlator);
        var metrics = arguments.Metrics is null ? null : new WatchMetrics();
        using var server = arguments.Metrics is null ? null : new TextServer("--metrics", arguments.Metrics, OpenMetrics.ContentType);
        using var events = new WatchEvents(job, correlator.Trace, choice, source, reports, metrics);
        var started = Stopwatch.GetTimestamp();
        session.Ticked += now =>
        {
            foreach (var news in source.TakeNews()) job.Note(news);
            if (reports?.TakeNews() is { } away) job.Note(away);
            writer?.Update(now);
            events.Update(now);
            if (metrics is not null) server!.Show(metrics.ToText(correlator.Trace, source, reports));
            if (arguments.Duration > TimeSpan.Zero && Stopwatch.GetElapsedTime(started) >= arguments.Duration) source.Stop();
        };
        job.Note($"watching {string.Join(", ", source.Points)}");
        source.Start();
        session.Run();
        events.Finish();
        if (writer is not null) job.Note($"{writer.Frames} packets written");
        if (reports is not null) job.Note($"{reports.Sent} HEP packets sent, {reports.Dropped} dropped");
        job.Note($"{source.Frames} packets, {source.KernelDrops} dropped by the kernel, {source.OwnDrops} by siptrace; "
            + (source.Refused > 0 ? $"{source.Refused} refused: no HEP, or not with the key; " : "")
            + $"{correlator.Trace.Statistics.CallIds} calls, {correlator.Trace.Statistics.CallIds - correlator.Trace.Calls.Count} of them forgotten");
        foreach (var signal in signals) signal.Dispose();
        return 0;
    }
}
