using SipTrace.Findings;
using SipTrace.Lint.Diagnoses;

namespace SipTrace.Commands;

/// <summary><c>siptrace explain</c>: what went wrong with a call, in sentences.</summary>
internal static class ExplainCommand
{
    /// <summary>The command.</summary>
    public static readonly Verb Verb = new("explain", "what went wrong with a call, in sentences, with the evidence", ["text",
        "json", "ndjson", "markdown"],
        [
            "siptrace explain server.pcap -C 3",
            "siptrace explain server.pcap                               # the whole capture, the worst first",
            "siptrace explain phone.pcap gateway.pcap -C 3              # two capture points make likely things sure",
            "siptrace explain server.pcap -C 3 --format markdown        # for a ticket",
        ],
        job => Reading.Show(job, Write));

    /// <summary>Explains the chosen calls.</summary>
    public static void Write(Job job, Reading reading, CallChoice choice)
    {
        var explainer = new Explainer();
        var explanations = EachCall.Do(reading.Linted, choice.From(reading.Trace), call => explainer.Explain(call).Detached());
        if (job.Format is "json" or "ndjson") ExplanationRows.Write(job, reading, explanations);
        else ExplanationText.Write(job, reading, [.. explanations], isWhole: job.Arguments.Calls.Count == 0);
    }
}
