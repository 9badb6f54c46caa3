using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Sip;
using SipTrace.Lint;

namespace SipTrace.Findings;

/// <summary>What <c>lint --summary</c> counts over all calls: findings per rule, per user agent and per address, and which user agents
/// offer, answer and
/// complete ICE.</summary>
internal sealed class FleetSummary
{
    private readonly Dictionary<string, FleetMember> agents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FleetMember> addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<Rule, (int Messages, HashSet<Call> Calls)> rules = [];

    /// <summary>Each rule that was broken, with how many messages broke it in how many calls; the worst first.</summary>
    public IEnumerable<(Rule Rule, int Findings, int Calls)> Rules => rules
        .Select(pair => (pair.Key, pair.Value.Messages, pair.Value.Calls.Count))
        .OrderByDescending(row => row.Key.Severity).ThenByDescending(row => row.Messages)
        .ThenBy(row => row.Key.Code, StringComparer.Ordinal);

    /// <summary>The user agents, those with most errors first.</summary>
    public IEnumerable<FleetMember> Agents => Sorted(agents);

    /// <summary>The addresses that sent what was wrong, those with most errors first.</summary>
    public IEnumerable<FleetMember> Addresses => Sorted(addresses);

    /// <summary>Counts the user agents of a call, and what they do with ICE.</summary>
    public void Count(LintedCall call)
    {
        foreach (var message in call.Messages) MemberOf(agents, call.AgentOf(message)).Calls.Add(call.Call);
        foreach (var body in call.Bodies)
        {
            if (body.Message is not { } message || message.Logical.First != message || !body.Media.Any(media => media.HasIce)) continue;
            var member = MemberOf(agents, call.AgentOf(message));
            if (body.Role == BodyRole.Offer) member.OfferedIce.Add(call.Call);
            else if (body.Role == BodyRole.Answer) member.AnsweredIce.Add(call.Call);
        }
        if (!call.IceSessions.Any(session => session.Outcome == IceOutcome.Completed)) return;
        foreach (var session in call.IceSessions.Where(session => session is { Outcome: IceOutcome.Completed, Negotiation: not null }))
        {
            MemberOf(agents, call.AgentOf(session.Negotiation!.Offer)).CompletedIce.Add(call.Call);
            if (session.Negotiation.Answer is { } answer) MemberOf(agents, call.AgentOf(answer)).CompletedIce.Add(call.Call);
        }
    }

    /// <summary>Counts a finding.</summary>
    public void Count(Finding finding)
    {
        if (!rules.TryGetValue(finding.Rule, out var row)) rules[finding.Rule] = row = (0, []);
        rules[finding.Rule] = row with { Messages = row.Messages + finding.Count };
        if (finding.Call is { } call) row.Calls.Add(call);
        if (finding.Agent.Length > 0) MemberOf(agents, finding.Agent).Count(finding);
        if (!finding.Place.Source.IsNone) MemberOf(addresses, finding.Place.Source.AddressText()).Count(finding);
    }

    private static FleetMember MemberOf(Dictionary<string, FleetMember> members, string name)
    {
        if (!members.TryGetValue(name, out var member)) members[name] = member = new FleetMember(name);
        return member;
    }

    private static IEnumerable<FleetMember> Sorted(Dictionary<string, FleetMember> members) => members.Values
        .OrderByDescending(member => member.Errors).ThenByDescending(member => member.Warnings).ThenByDescending(member => member.Infos)
        .ThenByDescending(member => member.Calls.Count).ThenBy(member => member.Name, StringComparer.Ordinal);
}
