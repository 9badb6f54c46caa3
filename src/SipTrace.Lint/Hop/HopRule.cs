using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Hop;

/// <summary>A rule about what a hop made of the SDP that passed it.</summary>
internal abstract class HopRule(string code, string name, Severity severity, string source)
    : CallRule(code, name, severity, RuleScope.Hop, source)
{
    protected const string Proxy = "203.0.113.10:5060", Bob = "198.51.100.46:5060";

    public override void Check(LintedCall call, Report report)
    {
        foreach (var (hop, before, after) in call.RewrittenBodies)
        {
            for (var i = 0; i < before.Media.Count && i < after.Media.Count; i++)
            {
                var (one, other) = (before.Media[i], after.Media[i]);
                if (one.IsLive && other.IsLive) Check(hop, one, other, after, report);
            }
        }
    }

    /// <summary>The hops of a call that changed an SDP, with it before and after.</summary>
    public static List<(Correlation.Sip.Hop Hop, SdpBody Before, SdpBody After)> RewrittenIn(LintedCall call)
    {
        List<(Correlation.Sip.Hop, SdpBody, SdpBody)> rewritten = [];
        foreach (var logical in call.Transcript.LogicalMessages)
        {
            if (logical.Sightings.Count < 2) continue;
            for (var i = 0; i < logical.Hops.Count; i++)
            {
                var hop = logical.Hops[i];
                // What is the same to the octet is one document.
                if (call.BodyOf(hop.Before) is { } before && call.BodyOf(hop.After) is { } after && before.Document != after.Document)
                    rewritten.Add((hop, before, after));
            }
        }
        return rewritten;
    }

    /// <summary>Reports every breach between an m= line before a hop and the one of its index behind it, both live.</summary>
    protected abstract void Check(Correlation.Sip.Hop hop, SdpMedia before, SdpMedia after, SdpBody body, Report report);

    /// <summary>Whether both say the same default destination, be it a name.</summary>
    protected static bool HaveSameDefault(SdpMedia before, SdpMedia after) =>
        before.Default.IsNone || after.Default.IsNone ? DefaultOf(before) == DefaultOf(after) : before.Default == after.Default;

    /// <summary>The default destination as it is written: where it is a name, too.</summary>
    protected static string DefaultOf(SdpMedia media) => media.Default.IsNone ? $"{media.Connection?.Address.Text}:{media.PortText}"
        : media.Default.ToString();

    /// <summary>The packet before the hop.</summary>
    protected static IReadOnlyList<Evidence> EvidenceOf(Correlation.Sip.Hop hop) =>
        [new(hop.Before.Record.File, hop.Before.Frame, "the message before the hop")];

    /// <summary>An offer that a proxy passes on, changed as told.</summary>
    protected static string Passed(string offer, Func<string, string>? changeSdp = null, Func<string, string>? changeHead = null) =>
        new Example(bob: Proxy).Invite(offer).Forward(Bob, changeHead, changeSdp).ToString();

    protected static string IceOffer => Example.Sdp("192.0.2.66", "m=audio 54602 RTP/AVP 8 0", "a=ice-ufrag:b2f90c",
        "a=ice-pwd:c9a3e71d05b84f62a1d7c3905b8e",
        "a=rtcp-mux", "a=candidate:1 1 UDP 2130706431 192.0.2.66 54602 typ host");

    protected static string Without(string sdp, params string[] lines) =>
        string.Join('\n', sdp.Split('\n').Where(line => !lines.Any(start => line.StartsWith(start, StringComparison.Ordinal))));
}
