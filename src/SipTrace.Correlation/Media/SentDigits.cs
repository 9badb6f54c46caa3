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
    public static IReadOnlyList<SentDigits> Of(Trace trace, Call call, IReadOnlyList<RtpStream> streams)
    {
        var inStreams = HasDigits(streams);
        var infos = call.IsInvite ? InfosOf(trace, call) : [];
        if (!inStreams && infos.Count == 0) return [];
        List<SentDigits> all = [];
        foreach (var stream in streams.Where(stream => stream.Digits.Length > 0).OrderBy(stream => stream.FirstTime).ThenBy(stream => stream.FirstFrame))
        {
            var digits = new SentDigits(stream.Owner.Direction, false, stream.Digits);
            if (!all.Contains(digits)) all.Add(digits);
        }
        StringBuilder fromCaller = new(), fromCallee = new();
        ReadInfo(trace, call, infos, fromCaller, fromCallee);
        if (fromCaller.Length > 0) all.Add(new SentDigits(StreamDirection.FromCaller, true, fromCaller.ToString()));
        if (fromCallee.Length > 0) all.Add(new SentDigits(StreamDirection.FromCallee, true, fromCallee.ToString()));
        return all;
    }

    private static bool HasDigits(IReadOnlyList<RtpStream> streams)
    {
        for (var i = 0; i < streams.Count; i++)
        {
            if (streams[i].Digits.Length > 0) return true;
        }
        return false;
    }

    private static IReadOnlyList<int> InfosOf(Trace trace, Call call)
    {
        if (!trace.TryGetMethod("INFO", out var info)) return [];
        List<int>? infos = null;
        for (var index = call.FirstMessage; ; index = trace.Messages[index].Next)
        {
            ref var message = ref trace.Messages[index];
            if (message.MethodIndex == info && message is { IsRequest: true, IsRetransmission: false, IsCopy: false }) (infos ??= []).Add(index);
            if (index == call.LastMessage) return infos ?? (IReadOnlyList<int>)[];
        }
    }

    // The same request on the next leg has the same CSeq.
    private static void ReadInfo(Trace trace, Call call, IReadOnlyList<int> infos, StringBuilder fromCaller, StringBuilder fromCallee)
    {
        HashSet<(bool IsFromCaller, uint CSeq)> seen = [];
        foreach (var index in infos)
        {
            ref var message = ref trace.Messages[index];
            if (!SipText.TryParse(trace.TextOf(message).Span, isCut: true, out var text) || !SipDtmf.TryRead(text, out var key)) continue;
            var isFromCaller = Ascii.Equals(SipAddress.Parse(text.From).Tag, call.From.Tag ?? "");
            if (seen.Add((isFromCaller, message.CSeq))) (isFromCaller ? fromCaller : fromCallee).Append(key);
        }
    }
}
