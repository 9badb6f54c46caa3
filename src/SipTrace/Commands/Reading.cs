using System.Runtime;
using SipTrace.Capture;
using SipTrace.Capture.Files;
using SipTrace.Capture.Live;
using SipTrace.Correlation;
using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;
using SipTrace.Lint;

namespace SipTrace.Commands;

/// <summary>The inputs of a command, read to their ends: what was learned from them, and the bytes to read again.</summary>
internal sealed class Reading : IDisposable
{
    /// <summary>How often the progress bar is looked at.</summary>
    public const int FramesPerGlance = 4096;

    private const long UncollectedOctets = 64 << 20, PlentyOfMemory = 1L << 30;

    private readonly Dictionary<int, SipTextFile> texts;
    private IReadOnlyList<string>? livePoints;

    private Reading(CaptureSet captures, Trace trace, Dictionary<int, SipTextFile> texts)
    {
        this.texts = texts;
        Captures = captures;
        Trace = trace;
    }

    /// <summary>The inputs.</summary>
    public CaptureSet Captures { get; }

    /// <summary>What was learned.</summary>
    public Trace Trace { get; }

    /// <summary>Which media belongs to which call.</summary>
    public MediaIndex Media
    {
        get => field ??= MediaIndex.Of(Trace);
        private init;
    }

    /// <summary>What the rules look at.</summary>
    public LintedTrace Linted
    {
        get => field ??= new LintedTrace(Trace, () => Media);
        private init;
    }

    /// <summary>Reads all inputs, and says what was wrong with them.</summary>
    /// <param name="job">The command's run.</param>
    /// <param name="followsMedia">Whether the command tells of media: following them takes as long again as all the rest. With --where they are followed anyway, for it may ask for them.</param>
    /// <param name="acceptsText">Whether inputs may also be SDP or SIP as text.</param>
    public static Reading Of(Job job, bool followsMedia = false, bool acceptsText = false)
    {
        var captures = CaptureSet.Open(job.Arguments.Inputs, spool: !job.Arguments.NoSpool, acceptText: acceptsText);
        try
        {
            Clocks.Align(job.Arguments, captures);
            var correlator = new Correlator(captures.Bytes, followsMedia || job.Arguments.Where is not null);
            var texts = captures.Inputs.Where(input => input.Kind == InputKind.SipText)
                .ToDictionary(input => input.Index, input => SipTextFile.Read(input.Text.Span, input.Index, correlator));
            Read(job, captures, correlator);
            Tell(job, captures, correlator.Trace);
            return new Reading(captures, correlator.Trace, texts);
        }
        catch
        {
            captures.Dispose();
            throw;
        }
    }

    /// <summary>The run of a command that shows chosen calls with their media.</summary>
    /// <param name="job">The command's run.</param>
    /// <param name="write">Writes what is asked for.</param>
    public static int Show(Job job, Action<Job, Reading, CallChoice> write)
    {
        var choice = new CallChoice(job.Arguments);
        using var reading = Of(job, followsMedia: true);
        write(job, reading, choice);
        return 0;
    }

    /// <summary>What a session has read so far of inputs that somebody else holds open.</summary>
    /// <param name="captures">The inputs; none where packets come from a wire.</param>
    /// <param name="trace">What was learned.</param>
    /// <param name="media">Which media belongs to which call, as far as is known.</param>
    /// <param name="linted">What the rules look at; null where that is not at hand.</param>
    /// <param name="livePoints">The names of live capture points; null for files.</param>
    public static Reading Over(CaptureSet captures, Trace trace, MediaIndex media, LintedTrace? linted, IReadOnlyList<string>? livePoints) =>
        new(captures, trace, []) { livePoints = livePoints, Media = media, Linted = linted! };

    /// <summary>The path of the input that a message was read from.</summary>
    public string FileOf(in SipMessage message) => FileName(message.File);

    /// <summary>The path of an input; of a live one the name of its point.</summary>
    public string FileName(int file) => livePoints is null ? Captures.Inputs[file].File : livePoints[file];

    /// <summary>The name of a capture point.</summary>
    public string PointName(int point) => livePoints is null ? Captures.Points[point].Name : livePoints[point];

    /// <summary>Whether the capture itself lost packets of an input.</summary>
    public bool HasDrops(int file) => livePoints is null && Captures.Inputs[file].CaptureDrops > 0;

    /// <summary>How many lines stand before a message in an input that is SIP as text.</summary>
    public int LinesBefore(int file, int message) => texts.TryGetValue(file, out var text) ? text.LinesBefore(message) : 0;

    /// <inheritdoc/>
    public void Dispose() => Captures.Dispose();

    private static void Read(Job job, CaptureSet captures, Correlator correlator)
    {
        using var bar = new ProgressBar(job.World, job.Arguments.Quiet);
        var mayRunAhead = job.Arguments.Filter is null && correlator.FollowsMedia;
        using var frames = captures.Read(readsAhead: !mayRunAhead);
        using var filter = job.Arguments.Filter is { } expression ? new BpfFilter(expression) : null;
        if (filter is { LosesFragments: true }) job.Note($"-f '{filter.Expression}' loses IP fragments: add 'or ip[6:2] & 0x1fff != 0'");
        if (mayRunAhead && FrameSource.IsWorthAThread(frames.TotalBytes)) ReadAhead(frames, correlator, bar);
        else ReadEach(frames, filter, correlator, bar);
        correlator.Complete();
    }

    private static void ReadEach(FrameSource frames, BpfFilter? filter, Correlator correlator, ProgressBar bar)
    {
        long packets = 0;
        while (frames.MoveNext())
        {
            if (filter is null || filter.Matches(frames.Current)) correlator.Take(frames.Current);
            if (++packets % FramesPerGlance == 0) bar.Show(frames.BytesRead, frames.TotalBytes, packets);
        }
    }

    private static void ReadAhead(FrameSource frames, Correlator correlator, ProgressBar bar)
    {
        PutOffCollections();
        using var ahead = new FramesAhead(frames, correlator.Sort());
        long packets = 0;
        while (ahead.Next() is { } chunk)
        {
            correlator.Take(chunk);
            bar.Show(ahead.BytesRead, frames.TotalBytes, packets += chunk.Frames);
        }
    }

    // What is read stays: to look for garbage in the first of it finds none. Ends by itself when so much is used.
    private static void PutOffCollections()
    {
        if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion || GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < PlentyOfMemory) return;
        GC.TryStartNoGCRegion(UncollectedOctets);
    }

    private static void Tell(Job job, CaptureSet captures, Trace trace)
    {
        foreach (var note in captures.Notes) job.Note(note);
        foreach (var input in captures.Inputs)
        {
            foreach (var warning in input.Warnings) job.Note($"warning: {input.File}: {warning}");
            if (input.CaptureDrops > 0) job.Note($"warning: {input.File}: the capture itself lost {input.CaptureDrops} packets");
            if (input.ClockOffset is { } offset) job.Note($"{input.File}: its clock was moved by {offset.TotalMilliseconds:+0.###;-0.###} ms");
        }
        if (trace.Messages.Count == 0 && captures.Inputs.Any(input => input.Kind is InputKind.Pcap or InputKind.PcapNg)) job.Note($"no SIP in {trace.Statistics.Packets} packets");
    }
}
