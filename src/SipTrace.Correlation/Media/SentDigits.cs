using System.Text;
using SipTrace.Correlation.Rtp;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Sip;

namespace SipTrace.Correlation.Media;

/// <summary>The keys that one party of a call pressed, in one of the ways to send them.</summary>
/// <param name="Direction">Which party; unknown where a stream does not tell.</param>
/// <param name="ByInfo">Whether SIP INFO carried them; else RTP (RFC 4733).</param>
/// <param name="Digits">The keys: <c>0-9 * # A-D</c>, <c>!</c> for flash.</param>
public sealed record SentDigits(StreamDirection Direction, bool ByInfo, string Digits)
{
    /// <summary>The keys of a call: those of its streams, then those of its INFO requests. What several points or legs saw is told once.</summary>
    public static IReadOnlyList<SentDigits> Of(Trace trace, Call call, IEnumerable<RtpStream> streams)
    {
        List<SentDigits> all = [];
        foreach (var stream in streams.Where(stream => stream.Digits.Length > 0).OrderBy(stream => stream.FirstTime).ThenBy(stream => stream.FirstFrame))
        {
            var digits = new SentDigits(stream.Owner.Direction, false, stream.Digits);
            if (!all.Contains(digits)) all.Add(digits);
        }
        if (!call.IsInvite) return all;
        foreach (var direction in (StreamDirection[])[StreamDirection.FromCaller, StreamDirection.FromCallee])
        {
            if (InfoDigits(trace, call, direction) is { Length: > 0 } digits) all.Add(new SentDigits(direction, true, digits));
        }
        return all;
    }

    // The same request on the next leg has the same CSeq.
    private static string InfoDigits(Trace trace, Call call, StreamDirection direction)
    {
        var digits = new StringBuilder();
        var seen = new HashSet<uint>();
        foreach (var index in trace.MessagesOf(call))
        {
            ref var message = ref trace.Messages[index];
            if (!message.IsRequest || message.IsRetransmission || message.IsCopy || trace.MethodOf(message) != "INFO") continue;
            if (!SipText.TryParse(trace.TextOf(message).Span, isCut: true, out var text) || !SipDtmf.TryRead(text, out var key)) continue;
            var isFromCaller = Ascii.Equals(SipAddress.Parse(text.From).Tag, call.From.Tag ?? "");
            if (isFromCaller == (direction == StreamDirection.FromCaller) && seen.Add(message.CSeq)) digits.Append(key);
        }
        return digits.ToString();
    }
}
