using SipTrace.Correlation.Sip;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint;

/// <summary>Runs rules over calls, messages without a call, and bodies alone. Holds no state from one to the next.</summary>
public sealed class Linter
{
    private readonly SdpRule[] body;
    private readonly SipRule[] message;
    private readonly NegotiationRule[] exchange;
    private readonly CallRule[] call, withoutMedia;

    /// <summary>A linter of some rules.</summary>
    public Linter(IReadOnlyCollection<Rule> rules)
    {
        body = [.. rules.OfType<SdpRule>()];
        message = [.. rules.OfType<SipRule>()];
        exchange = [.. rules.OfType<NegotiationRule>()];
        call = [.. rules.OfType<CallRule>()];
        withoutMedia = [.. call.Where(rule => !rule.NeedsMedia)];
    }

    /// <summary>The findings of a call, in the order of their packets.</summary>
    public List<Finding> Check(LintedTrace capture, Call subject) => Check(capture.Read(subject));

    /// <summary>The findings of a call that was read already.</summary>
    public List<Finding> Check(LintedCall subject)
    {
        var report = new Report(subject);
        CheckBodies(subject, report);
        CheckMessages(subject, report);
        foreach (var rule in exchange)
        {
            report.Begin(rule);
            foreach (var one in subject.Exchanges) rule.Check(one, subject, report);
        }
        foreach (var rule in subject.MayHaveMedia ? call : withoutMedia)
        {
            report.Begin(rule);
            rule.Check(subject, report);
        }
        return report.Fold();
    }

    /// <summary>The findings of one SDP body of which nothing else is known.</summary>
    public List<Finding> Check(SdpDocument document)
    {
        var report = new Report(null);
        CheckBody(new SdpBody { Document = document }, report);
        return report.Fold();
    }

    /// <summary>The findings of what belongs to no call: messages without Call-ID, and captures without SIP.</summary>
    public List<Finding> CheckRest(LintedTrace capture)
    {
        var trace = capture.Trace;
        var findings = new List<Finding>();
        foreach (var stray in trace.Strays)
        {
            var alone = new LintedCall(capture, CallTranscript.ReadStray(trace, stray));
            var report = new Report(alone);
            CheckBodies(alone, report);
            CheckMessages(alone, report);
            findings.AddRange(report.Fold().Select(finding => finding with { Call = null }));
        }
        if (trace.Messages.Count > 0) return findings;
        var rest = new Report(null);
        foreach (var rule in call)
        {
            rest.Begin(rule);
            rule.CheckWithoutCalls(trace, rest);
        }
        return rest.Fold();
    }

    private void CheckBodies(LintedCall subject, Report report)
    {
        if (body.Length == 0) return;
        foreach (var one in subject.Bodies)
        {
            if (!IsJudgedBefore(one, subject)) CheckBody(one, report);
        }
    }

    // What the same message said on an earlier leg was judged there.
    private static bool IsJudgedBefore(SdpBody one, LintedCall subject)
    {
        var sightings = one.Message!.Logical.Sightings;
        for (var i = 0; i < sightings.Count; i++)
        {
            var earlier = sightings[i];
            if (earlier == one.Message) return false;
            if (subject.BodyOf(earlier) is { } same && same.Document == one.Document && same.Role == one.Role
                && same.IsOnLoopback == one.IsOnLoopback) return true;
        }
        return false;
    }

    private void CheckBody(SdpBody one, Report report)
    {
        foreach (var rule in body)
        {
            report.Begin(rule);
            rule.Check(one, report);
        }
    }

    private void CheckMessages(LintedCall subject, Report report)
    {
        foreach (var rule in message)
        {
            report.Begin(rule);
            foreach (var one in subject.Messages)
            {
                if (!one.Record.IsCut) rule.Check(one, subject, report);
            }
        }
    }
}
