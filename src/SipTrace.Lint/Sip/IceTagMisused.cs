using System.Text;
using SipTrace.Correlation.Sip;

namespace SipTrace.Lint.Sip;

internal sealed class IceTagMisused() : SipRule("SIP006", "ice-tag-misused", Severity.Info, "RFC 5768 §5")
{
    public override string Why =>
        "The option tag ice belongs into Require alone, and there only beside an SDP with ICE: it says that the call shall fail "
        + "without. That an agent can do ICE, its SDP and the Contact's media feature tag tell.";

    public override string Bad => Good.Replace("Require: ice", "Supported: gruu, ice", StringComparison.Ordinal);

    public override string Good => new Example().Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8", "a=ice-ufrag:b2f90c",
        "a=ice-pwd:c9a3e71d05b84f62a1d7c3905b8e", "a=rtcp-mux", "a=candidate:1 1 UDP 2130706431 192.0.2.23 11780 typ host"),
            headers: "Require: ice\n")
        .Response("420 Bad Extension").ToString();

    public override Fold Fold => Fold.Agent;

    public override void Check(TranscriptMessage message, LintedCall call, Report report)
    {
        if (Has(message, "Supported"u8)) report.Add(Place.Header(message, "Supported"u8), "ice in Supported; the tag is for Require only");
        if (Has(message, "Require"u8) && call.BodyOf(message) is { } body && !body.Media.Any(media => media.HasAnyIce))
            report.Add(Place.Header(message, "Require"u8), "Require: ice, but the SDP has no ICE");
    }

    private static bool Has(TranscriptMessage message, ReadOnlySpan<byte> header)
    {
        foreach (var tag in message.Parse().ListValues(header))
        {
            if (Ascii.EqualsIgnoreCase(tag, "ice"u8)) return true;
        }
        return false;
    }
}
