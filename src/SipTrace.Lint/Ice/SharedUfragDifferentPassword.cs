using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

internal sealed class SharedUfragDifferentPassword() : SdpRule("ICE003", "shared-ufrag-different-pwd", Severity.Error, "RFC 8839 §5.4")
{
    public override string Why =>
        "A check names its receiver by ufrag alone: two streams with one ufrag share one password, or who verifies a check cannot "
        + "know with which.";

    public override string Bad => Good.Replace("a=ice-ufrag:n4w1\n", "a=ice-ufrag:b2f9\n", StringComparison.Ordinal);

    public override string Good => IceExample.Alice(IceExample.AliceRtp, "a=rtcp-mux", IceExample.AliceHost,
        "m=video 11790 RTP/AVP 99", "a=rtpmap:99 H264/90000", "a=rtcp-mux", "a=ice-ufrag:n4w1", "a=ice-pwd:00a3e71d05b84f62a1d7ffff",
        "a=candidate:1 1 UDP 2130706431 192.0.2.23 11790 typ host");

    public override void Check(SdpBody body, Report report)
    {
        if (body.Media.Count < 2) return;
        var known = new Dictionary<string, SdpMedia>();
        foreach (var media in body.Media)
        {
            if (!media.IsLive || !media.HasIce || known.TryAdd(media.IceUfrag, media)) continue;
            if (known[media.IceUfrag].IcePassword != media.IcePassword)
                report.Add(body.At(media.Line), "same ice-ufrag as another m= line, other ice-pwd");
        }
    }
}
