namespace SipTrace.Lint.OfferAnswer;

internal sealed class MediaLinesRemoved()
    : CallRule("OA002", "m-lines-removed", Severity.Error, RuleScope.Dialog, "RFC 3264 §8; RFC 6337 §5.2.5")
{
    public override string Why =>
        "The number of m= lines of a session never falls: a stream that ends keeps its line, with port 0. An offer with fewer "
        + "lines gives the "
        + "lines that are left another meaning.";

    public override string Bad => new Example()
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8 0", "m=video 11790 RTP/AVP 99", "a=rtpmap:99 H264/90000"))
        .Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8", "m=video 14882 RTP/AVP 99", "a=rtpmap:99 H264/90000")).Ack()
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8 0").Replace(" 1 IN", " 2 IN", StringComparison.Ordinal))
        .Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8").Replace(" 1 IN", " 2 IN", StringComparison.Ordinal)).Ack().Bye()
        .ToString();

    public override string Good => new Example()
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8 0", "m=video 11790 RTP/AVP 99", "a=rtpmap:99 H264/90000"))
        .Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8", "m=video 14882 RTP/AVP 99", "a=rtpmap:99 H264/90000")).Ack()
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8 0", "m=video 0 RTP/AVP 99")
        .Replace(" 1 IN", " 2 IN", StringComparison.Ordinal))
        .Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8", "m=video 0 RTP/AVP 99")
        .Replace(" 1 IN", " 2 IN", StringComparison.Ordinal)).Ack().Bye().ToString();

    public override void Check(LintedCall call, Report report)
    {
        foreach (var trail in call.Trails)
        {
            var most = 0;
            foreach (var body in trail.Bodies)
            {
                var count = body.Media.Count;
                if (body.Role == BodyRole.Offer && count < most)
                    report.Add(body.FirstLine, $"the session had {most} m= lines, this offer has {count}");
                most = Math.Max(most, count);
            }
        }
    }
}
