using SipTrace.Correlation.Sip;
using SipTrace.Lint;

namespace SipTrace.Findings;

/// <summary>A user agent or an address, with what was found of it over all calls.</summary>
internal sealed class FleetMember(string name)
{
    /// <summary>The user agent as its headers say, or the address.</summary>
    public string Name { get; } = name;

    /// <summary>Messages with an error.</summary>
    public int Errors { get; private set; }

    /// <summary>Messages with a warning.</summary>
    public int Warnings { get; private set; }

    /// <summary>Messages with an info.</summary>
    public int Infos { get; private set; }

    /// <summary>The calls it was seen in; for an address those with a finding.</summary>
    public HashSet<Call> Calls { get; } = [];

    /// <summary>The calls in which it offered ICE.</summary>
    public HashSet<Call> OfferedIce { get; } = [];

    /// <summary>The calls in which it answered with ICE.</summary>
    public HashSet<Call> AnsweredIce { get; } = [];

    /// <summary>The calls in which ICE of it came to an end that is good.</summary>
    public HashSet<Call> CompletedIce { get; } = [];

    /// <summary>Counts a finding of it.</summary>
    public void Count(Finding finding)
    {
        if (finding.Severity == Severity.Error) Errors += finding.Count;
        else if (finding.Severity == Severity.Warning) Warnings += finding.Count;
        else Infos += finding.Count;
        if (finding.Call is { } call) Calls.Add(call);
    }
}
