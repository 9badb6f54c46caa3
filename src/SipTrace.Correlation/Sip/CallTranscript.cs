using System.Text;
using SipTrace.Correlation.Media;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;
using SipTrace.Wire.Sip;

namespace SipTrace.Correlation.Sip;

/// <summary>A call read again in full: its messages with their texts, its legs, and its offers and answers. Made on demand, for one call at a time.</summary>
public sealed class CallTranscript
{
    private readonly List<LogicalMessage> logicalMessages = [];
    private readonly Dictionary<(Endpoint, Endpoint), Leg> legs = [];

    private CallTranscript(Call call) => Call = call;

    /// <summary>The call.</summary>
    public Call Call { get; }

    /// <summary>Its messages in time order, retransmissions and copies included.</summary>
    public List<TranscriptMessage> Messages { get; } = [];

    /// <summary>Its legs in the order of their first messages.</summary>
    public List<Leg> Legs { get; } = [];

    /// <summary>Its messages again, each once with the legs it was seen on and the hops between them, in the order of first sightings.</summary>
    public IReadOnlyList<LogicalMessage> LogicalMessages => logicalMessages;

    /// <summary>Its offers with their answers, leg by leg, in the order of the offers.</summary>
    public IReadOnlyList<Negotiation> Negotiations { get; private set; } = [];

    /// <summary>Reads a call again.</summary>
    public static CallTranscript Read(Trace trace, Call call)
    {
        var transcript = new CallTranscript(call);
        var byIndex = new Dictionary<int, TranscriptMessage>();
        var firsts = new HashSet<(Leg, TranscriptMessage)>();
        var logical = new Dictionary<(string CSeq, string Method, int Status, string Sender), LogicalMessage>();
        foreach (var index in trace.MessagesOf(call).OrderBy(i => trace.Messages[i].Time).ThenBy(i => i))
        {
            var message = transcript.Read(trace, index, byIndex);
            byIndex[index] = message;
            transcript.Messages.Add(message);
            message.Leg.Messages.Add(message);
            message.IsRepeatOnLeg = !firsts.Add((message.Leg, FirstOf(message)));
            var key = (message.CSeq, message.Method, message.Status, message.SenderTag);
            if (!logical.TryGetValue(key, out var same))
            {
                logical.Add(key, same = new LogicalMessage());
                transcript.logicalMessages.Add(same);
            }
            same.Take(message);
        }
        transcript.Negotiations = [.. transcript.Legs.SelectMany(leg => new NegotiationReader().Read(leg)).OrderBy(n => n.Offer.Time).ThenBy(n => n.Offer.Index)];
        return transcript;
    }

    private static TranscriptMessage FirstOf(TranscriptMessage message)
    {
        while (message.Original is { } original) message = original;
        return message;
    }

    /// <summary>Reads a message without Call-ID again, as if it were a call of its own with the number 0.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="index">One of <see cref="Trace.Strays"/>.</param>
    public static CallTranscript ReadStray(Trace trace, int index)
    {
        var transcript = new CallTranscript(new Call(0, []));
        var message = transcript.Read(trace, index, []);
        transcript.Messages.Add(message);
        message.Leg.Messages.Add(message);
        new LogicalMessage().Take(message);
        return transcript;
    }

    private TranscriptMessage Read(Trace trace, int index, Dictionary<int, TranscriptMessage> earlier)
    {
        var record = trace.Messages[index];
        var bytes = trace.TextOf(record);
        SipText.TryParse(bytes.Span, isCut: true, out var text);
        var (source, destination) = (trace.Endpoints[record.Source], trace.Endpoints[record.Destination]);
        var hasSdp = TryGetSdp(text, out var sdp);
        var sdpOffset = hasSdp && text.Bytes.Overlaps(sdp, out var at) ? at : 0;
        return new TranscriptMessage
        {
            Index = index,
            Record = record,
            Source = source,
            Destination = destination,
            Leg = LegOf(source, destination),
            Text = bytes,
            Layout = text.Layout,
            Method = trace.MethodOf(record),
            CSeq = Encoding.UTF8.GetString(text.CSeqNumber),
            FromTag = Encoding.UTF8.GetString(SipAddress.Parse(text.From).Tag),
            ToTag = Encoding.UTF8.GetString(SipAddress.Parse(text.To).Tag),
            Branch = Encoding.UTF8.GetString(SipVia.Parse(text.TopVia).Branch),
            ViaCount = CountVias(text),
            UserAgent = SipText.Unfold(text.UserAgent),
            Sdp = hasSdp ? DocumentOf(sdp) : null,
            SdpOffset = sdpOffset,
            IsReliable = record.Status is > 100 and < 200 && RequiresReliable(text),
            Original = record.Original >= 0 && earlier.TryGetValue(record.Original, out var original) ? original : null,
        };
    }

    // Most bodies of a call are one said again: on the next leg, in a retransmission, in the 200 after the 183.
    private SdpDocument DocumentOf(ReadOnlySpan<byte> sdp)
    {
        for (var i = Messages.Count - 1; i >= 0; i--)
        {
            if (Messages[i].Sdp is { } said && said.Bytes.SequenceEqual(sdp)) return said;
        }
        return SdpDocument.Parse(sdp);
    }

    private Leg LegOf(Endpoint source, Endpoint destination)
    {
        var key = source.CompareTo(destination) <= 0 ? (source, destination) : (destination, source);
        if (legs.TryGetValue(key, out var leg)) return leg;
        leg = new Leg { A = source, B = destination };
        legs.Add(key, leg);
        Legs.Add(leg);
        return leg;
    }

    // A body that is longer than its Content-Length is read to its end, but for empty lines: a wrong length is one mistake, and not
    // also that of every line it cuts off.
    private static bool TryGetSdp(in SipText text, out ReadOnlySpan<byte> sdp)
    {
        var hasSdp = text.TryGetSdp(out sdp);
        var beyond = text.Bytes[text.Length..].TrimEnd("\r\n\0"u8);
        var type = text.ContentType;
        if (beyond.IsEmpty || !Ascii.EqualsIgnoreCase(type[..Math.Min(type.Length, SdpType.Length)], SdpType)) return hasSdp;
        var end = text.Length + beyond.Length;
        while (end < text.Bytes.Length && text.Bytes[end - 1] != '\n') end++;
        sdp = text.Bytes[text.HeaderLength..end];
        return true;
    }

    private static ReadOnlySpan<byte> SdpType => "application/sdp"u8;

    private static int CountVias(in SipText text)
    {
        var count = 0;
        foreach (var _ in text.ListValues("Via"u8)) count++;
        return count;
    }

    private static bool RequiresReliable(in SipText text)
    {
        if (!text.TryGetHeader("RSeq"u8, out _)) return false;
        foreach (var tag in text.ListValues("Require"u8))
        {
            if (Ascii.EqualsIgnoreCase(tag, "100rel"u8)) return true;
        }
        return false;
    }
}
