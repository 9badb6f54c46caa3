using SipTrace.Correlation.Sip;
using SipTrace.Ladders;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary>Makes the ladder of some calls out of their messages and their ICE checks.</summary>
internal static class CallLadder
{
    /// <summary>One ladder of all the calls, by time. A packet that was captured twice is one arrow.</summary>
    public static Ladder Of(Job job, Reading reading, IReadOnlyList<Call> calls)
    {
        var views = MessageView.Of(reading.Trace, calls).Where(view => !view.Message.IsCopy).ToArray();
        var checks = new CheckLadder(reading, calls);
        WireEvent[] media = [.. MediaEvents.Of(reading, calls).OrderBy(e => e.Time).ThenBy(e => e.Frame)];
        var hosts = new HostColumns(views, checks.Talks.Concat(media.Select(e => (e.From, e.To))), checks.Mappings, job.Configuration);
        var messages = views.Select(view => new LadderEvent(LadderKind.Message, hosts.IndexOf(view.Source), hosts.IndexOf(view.Destination), LabelOf(view, calls.Count > 1))
        {
            Time = view.Message.Time,
            Frame = view.Message.Frame,
            Message = view.Index,
            Mark = MarkOf(view.Message),
            Text = [.. WireText.CleanLines(job.Masked(view.Bytes.Span))],
        });
        var bars = media.Select(e => new LadderEvent(e.Kind, hosts.IndexOf(e.From), hosts.IndexOf(e.To), e.Label) { Time = e.Time, Frame = e.Frame, Mark = e.Mark });
        var events = messages.Concat(checks.Events(hosts)).Concat(bars).OrderBy(e => e.Time).ToArray();
        var title = calls.Count == 1
            ? $"call {calls[0].Number}: {calls[0].Method} {CallColumns.Short(calls[0].From.Uri)} > {CallColumns.Short(calls[0].To.Uri)}, {CallWords.Of(calls[0].State)}"
            : $"calls {string.Join(", ", calls.Take(20).Select(call => call.Number))}{(calls.Count > 20 ? ", ..." : "")}";
        return new Ladder(WireText.Clean(title), hosts.Hosts, events);
    }

    private static string LabelOf(MessageView view, bool isOneOfSeveral) => WireText.Clean((isOneOfSeveral ? $"[{view.Call!.Number}] " : "") + view.Label);

    private static LadderMark MarkOf(in SipMessage message) => message switch
    {
        { IsRetransmission: true } => LadderMark.Again,
        { IsRequest: true } => LadderMark.Plain,
        { Status: < 200 } => LadderMark.Provisional,
        { Status: < 300 } => LadderMark.Success,
        { Status: < 400 } => LadderMark.Plain,
        // 401 and 407 ask for credentials, as they should: that is no failure.
        { Status: 401 or 407 } => LadderMark.Plain,
        _ => LadderMark.Failure,
    };
}
