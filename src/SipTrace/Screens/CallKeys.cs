using SipTrace.Commands;
using SipTrace.Correlation.Sip;
using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>The keys that open what there is to know about calls; the list and the ladder have them alike.</summary>
internal static class CallKeys
{
    /// <summary>Adds them.</summary>
    /// <param name="keys">The table.</param>
    /// <param name="stack">Where screens open.</param>
    /// <param name="calls">The calls meant.</param>
    public static void Add(KeyTable keys, ScreenStack stack, Func<Call[]> calls)
    {
        keys.Add("l", "Findings", "what the rules say of the call", () => Open(chosen => new FindingsScreen(stack, chosen)));
        keys.Add("L", "", "what the rules say of the whole capture", () => stack.Push(new FindingsScreen(stack, null)));
        keys.Add("e", "Explain", "why the call went wrong, in sentences", () => Open(chosen => Command("explain", chosen, ExplainCommand.Write, asksRules: true)));
        keys.Add("I", "ICE", "candidates, checks over time, nominations, TURN, NATs", () => Open(chosen => Command("ICE", chosen, (job, reading, choice) => IceCommand.Write(job, reading, choice, hasTimeline: true))));
        keys.Add("u", "RTP", "the RTP streams of the call, their loss and jitter over time", () => Open(chosen => new CommandScreen(stack, "RTP", chosen, (job, reading) => RtpCommand.Write(job, reading, new CallChoice(job.Arguments)))
        {
            Rest = (job, reading) => TimelineText.Write(job, reading, chosen, stack.Frames),
        }));
        keys.Add("i", "", "what the capture holds, counted",
            () => stack.Push(new CommandScreen(stack, "statistics", [], (job, reading) => StatsCommand.WriteText(job, reading.Trace.Statistics))));

        void Open(Func<Call[], Screen> make)
        {
            if (calls() is { Length: > 0 } chosen) stack.Push(make(chosen));
        }

        Screen Command(string name, Call[] chosen, Action<Job, Reading, CallChoice> write, bool asksRules = false) =>
            new CommandScreen(stack, name, chosen, (job, reading) => write(job, reading, new CallChoice(job.Arguments)), asksRules);
    }
}
