using SipTrace.Wire.Sip;

namespace SipTrace.Lint.Hop;

internal sealed class RewrittenByAlg() : CallRule("HOP006", "rewritten-by-alg", Severity.Warning, RuleScope.Hop, "RFC 8839 §8")
{
    public override string Why =>
        "Between two hosts the message changed, and no SIP element added a Via: a router looks into SIP and rewrites addresses (SIP "
        + "ALG). It seldom gets all of them right, candidates and Content-Length least. Switch it off, or speak TLS.";

    public override string Bad => Call(text => text.Replace(Alice, Public, StringComparison.Ordinal),
        sdp => sdp.Replace("192.168.1.10", "203.0.113.100", StringComparison.Ordinal));

    public override string Good => Call(null, null);

    private const string Alice = "192.168.1.10:5060", Public = "203.0.113.100:5060";

    public override bool NeedsMedia => false;

    public override void Check(LintedCall call, Report report)
    {
        foreach (var logical in call.Transcript.LogicalMessages)
        {
            if (logical.Sightings.Count < 2) continue;
            for (var i = 0; i < logical.Hops.Count; i++)
            {
                var hop = logical.Hops[i];
                if (hop.HasSipElement || hop.Before.Record.IsCut || hop.After.Record.IsCut
                    || ChangesOf(hop) is not { Count: > 0 } changes) continue;
                string[] ends = [hop.From.AddressText(), hop.To.AddressText()];
                report.Add(Place.StartLine(hop.After),
                    $"{string.Join(", ", changes)} rewritten between {ends[0]} and {ends[1]} by a device that is no SIP element: SIP ALG",
                    [new(hop.Before.Record.File, hop.Before.Frame, "the message before")],
                        string.Join(' ', ends.Order(StringComparer.Ordinal)));
            }
        }
    }

    private static List<string> ChangesOf(Correlation.Sip.Hop hop)
    {
        var before = hop.Before.Parse();
        var after = hop.After.Parse();
        List<string> changes = [];
        if (!HostOf(before.Contact).SequenceEqual(HostOf(after.Contact))) changes.Add("Contact");
        if (!SipVia.Parse(before.TopVia).SentBy.Host.SequenceEqual(SipVia.Parse(after.TopVia).SentBy.Host)) changes.Add("Via");
        var (one, other) = (hop.Before.Sdp, hop.After.Sdp);
        if ((one is null) != (other is null) || (one is not null && !one.Bytes.SequenceEqual(other!.Bytes))) changes.Add("SDP");
        return changes;
    }

    private static ReadOnlySpan<byte> HostOf(ReadOnlySpan<byte> contact) => SipUri.TryParse(SipAddress.Parse(contact).Uri, out var uri)
        ? uri.Host : default;

    private static string Call(Func<string, string>? changeHead, Func<string, string>? changeSdp) =>
        new Example(alice: Alice, bob: "203.0.113.52:5060")
        .Invite(Example.Sdp("192.168.1.10", "m=audio 5012 RTP/AVP 8")).Translated(Public, changeHead, changeSdp).ToString();
}
