using System.Text;
using SipTrace.Correlation.Media;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;
using SipTrace.Wire.Sip;

namespace SipTrace.Correlation.Sip;

/// <summary>A call read again in full: its messages with their texts, its legs, and its offers and answers. Made on demand, for one call at a time.</summary>
public sealed class CallTranscript
{
    // Most calls have few messages, few legs and few texts: looked through, they need no dictionary.
    private const int Few = 32, Many = 1024, FewTexts = 8, Usual = 8;

    private readonly List<LogicalMessage> logicalMessages;
    private readonly List<string> texts = new(Usual);
    private Dictionary<(string CSeq, string Method, int Status, string Sender), LogicalMessage>? byIdentity;
    private Dictionary<(Endpoint, Endpoint), Leg>? byPath;
    private Dictionary<int, TranscriptMessage>? byIndex;
    private HashSet<(Leg, TranscriptMessage)>? repeated;
    private (ReadOnlyMemory<byte> Address, string Tag) from, to;

    private CallTranscript(Call call, int messages, OctetBuffer? octets)
    {
        Call = call;
        Messages = new List<TranscriptMessage>(messages);
        logicalMessages = new List<LogicalMessage>(Math.Min(messages, 2 * Usual));
        Octets = octets;
    }

    /// <summary>The call.</summary>
    public Call Call { get; }

    /// <summary>Its messages in time order, retransmissions and copies included.</summary>
    public List<TranscriptMessage> Messages { get; }

    /// <summary>Its legs in the order of their first messages.</summary>
    public List<Leg> Legs { get; } = [];

    /// <summary>Its messages again, each once with the legs it was seen on and the hops between them, in the order of first sightings.</summary>
    public List<LogicalMessage> LogicalMessages => logicalMessages;

    /// <summary>Its offers with their answers, leg by leg, in the order of the offers.</summary>
    public List<Negotiation> Negotiations { get; } = [];

    /// <summary>Where what is read again goes; null where all of it gets memory of its own.</summary>
    internal OctetBuffer? Octets { get; }

    /// <summary>Reads a call again.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="call">The call.</param>
    /// <param name="octets">Where there is room for its octets: the transcript, and all that refers to its texts, is good until that is
    /// used for others. Null: they get memory of their own.</param>
    public static CallTranscript Read(Trace trace, Call call, OctetBuffer? octets = null)
    {
        var indices = InOrder(trace, call);
        var transcript = new CallTranscript(call, indices.Count, octets);
        var texts = new TextStretch(trace, indices, octets);
        for (var i = 0; i < indices.Count; i++)
        {
            var message = transcript.Read(trace, indices[i], texts.TextOf(i));
            transcript.Messages.Add(message);
            message.Leg.Messages.Add(message);
            message.IsRepeatOnLeg = transcript.RepeatsOnLeg(message);
            transcript.LogicalOf(message).Take(message);
        }
        foreach (var leg in transcript.Legs) new NegotiationReader(transcript.Negotiations).Read(leg);
        transcript.Negotiations.SortStably((one, other) => one.Offer.Position.CompareTo(other.Offer.Position));
        return transcript;
    }

    private static List<int> InOrder(Trace trace, Call call)
    {
        var indices = new List<int>(Math.Min(call.MessageCount, Many));
        var isInOrder = true;
        var before = new Timestamp(long.MinValue);
        for (var index = call.FirstMessage; ; )
        {
            ref var message = ref trace.Messages[index];
            isInOrder = isInOrder && before <= message.Time;
            before = message.Time;
            indices.Add(index);
            if (index == call.LastMessage) break;
            index = message.Next;
        }
        if (!isInOrder) Sort(indices, trace);
        return indices;
    }

    private static void Sort(List<int> indices, Trace trace) =>
        indices.Sort((a, b) => trace.Messages[a].Time.CompareTo(trace.Messages[b].Time) is var order and not 0 ? order : a.CompareTo(b));

    private bool RepeatsOnLeg(TranscriptMessage message)
    {
        if (message.Original is not { } first) return false;
        while (first.Original is { } earlier) first = earlier;
        return first.Leg == message.Leg || !(repeated ??= []).Add((message.Leg, first));
    }

    private LogicalMessage LogicalOf(TranscriptMessage message)
    {
        if (byIdentity is null)
        {
            for (var i = logicalMessages.Count - 1; i >= 0; i--)
            {
                var first = logicalMessages[i].First;
                if (first.Status == message.Status && first.CSeq == message.CSeq && first.Method == message.Method
                    && first.SenderTag == message.SenderTag) return logicalMessages[i];
            }
            if (logicalMessages.Count == Few) byIdentity = logicalMessages.ToDictionary(one => IdentityOf(one.First));
        }
        else if (byIdentity.TryGetValue(IdentityOf(message), out var known)) return known;
        var added = new LogicalMessage();
        logicalMessages.Add(added);
        byIdentity?.Add(IdentityOf(message), added);
        return added;
    }

    private static (string, string, int, string) IdentityOf(TranscriptMessage message) =>
        (message.CSeq, message.Method, message.Status, message.SenderTag);

    /// <summary>Reads a message without Call-ID again, as if it were a call of its own with the number 0.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="index">One of <see cref="Trace.Strays"/>.</param>
    public static CallTranscript ReadStray(Trace trace, int index)
    {
        var transcript = new CallTranscript(new Call(0, []), 1, null);
        var message = transcript.Read(trace, index, trace.TextOf(trace.Messages[index]));
        transcript.Messages.Add(message);
        message.Leg.Messages.Add(message);
        new LogicalMessage().Take(message);
        return transcript;
    }

    private TranscriptMessage Read(Trace trace, int index, ReadOnlyMemory<byte> bytes)
    {
        ref var record = ref trace.Messages[index];
        SipText.TryParse(bytes.Span, isCut: true, out var text);
        var (source, destination) = (trace.Endpoints[record.Source], trace.Endpoints[record.Destination]);
        var hasSdp = TryGetSdp(text, out var sdp);
        var sdpOffset = hasSdp ? OffsetOf(sdp, bytes) : 0;
        var leg = LegOf(source, destination);
        var branch = SipVia.Parse(text.TopVia).Branch;
        var viaCount = CountVias(text, out var lowestVia);
        return new TranscriptMessage
        {
            Index = index,
            Position = Messages.Count,
            Record = record,
            Leg = leg,
            IsBackwards = leg.A != source,
            Text = bytes,
            Layout = text.Layout,
            Method = trace.MethodOf(record),
            CSeq = TextOf(text.CSeqNumber),
            FromTag = TagOf(text.From, bytes, ref from),
            ToTag = TagOf(text.To, bytes, ref to),
            BranchOffset = OffsetOf(branch, bytes),
            BranchLength = branch.Length,
            ViaCount = viaCount,
            LowestViaOffset = OffsetOf(lowestVia, bytes),
            LowestViaLength = lowestVia.Length,
            UserAgent = text.UserAgent.ContainsAny((byte)'\r', (byte)'\n') ? SipText.Unfold(text.UserAgent) : TextOf(text.UserAgent),
            Sdp = hasSdp ? DocumentOf(bytes.Slice(sdpOffset, sdp.Length)) : null,
            SdpOffset = sdpOffset,
            IsReliable = record.Status is > 100 and < 200 && RequiresReliable(text),
            Original = OriginalOf(record),
        };
    }

    private TranscriptMessage? OriginalOf(in SipMessage record)
    {
        if (record.Original < 0) return null;
        byIndex ??= [];
        for (var i = byIndex.Count; i < Messages.Count; i++) byIndex.Add(Messages[i].Index, Messages[i]);
        return byIndex.GetValueOrDefault(record.Original);
    }

    // Mostly it stands there as in the message before.
    private string TagOf(ReadOnlySpan<byte> address, ReadOnlyMemory<byte> message, ref (ReadOnlyMemory<byte> Address, string Tag) before)
    {
        if (before.Tag is null || !address.SequenceEqual(before.Address.Span))
            before = (message.Slice(OffsetOf(address, message), address.Length), TextOf(SipAddress.Parse(address).Tag));
        return before.Tag;
    }

    private static int OffsetOf(ReadOnlySpan<byte> part, ReadOnlyMemory<byte> message) =>
        message.Span.Overlaps(part, out var offset) ? offset : 0;

    // The texts of a call recur from message to message.
    private string TextOf(ReadOnlySpan<byte> octets)
    {
        if (octets.IsEmpty) return "";
        for (var i = texts.Count - 1; i >= Math.Max(0, texts.Count - FewTexts); i--)
        {
            if (texts[i].Length == octets.Length && Ascii.Equals(octets, texts[i])) return texts[i];
        }
        var text = Encoding.UTF8.GetString(octets);
        texts.Add(text);
        return text;
    }

    // Most bodies of a call are one said again: on the next leg, in a retransmission, in the 200 after the 183.
    private SdpDocument DocumentOf(ReadOnlyMemory<byte> sdp)
    {
        for (var i = Messages.Count - 1; i >= 0; i--)
        {
            if (Messages[i].Sdp is { } said && said.Bytes.SequenceEqual(sdp.Span)) return said;
        }
        return SdpDocument.View(sdp);
    }

    private Leg LegOf(Endpoint source, Endpoint destination)
    {
        if (byPath is null)
        {
            foreach (var leg in Legs)
            {
                if ((leg.A == source && leg.B == destination) || (leg.A == destination && leg.B == source)) return leg;
            }
            if (Legs.Count == Few) byPath = Legs.ToDictionary(leg => PathOf(leg.A, leg.B));
        }
        else if (byPath.TryGetValue(PathOf(source, destination), out var known)) return known;
        var added = new Leg { A = source, B = destination };
        Legs.Add(added);
        byPath?.Add(PathOf(source, destination), added);
        return added;
    }

    private static (Endpoint, Endpoint) PathOf(Endpoint one, Endpoint other) =>
        one.CompareTo(other) <= 0 ? (one, other) : (other, one);

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

    private static int CountVias(in SipText text, out ReadOnlySpan<byte> lowest)
    {
        var count = 0;
        lowest = default;
        foreach (var via in text.ListValues("Via"u8))
        {
            lowest = via;
            count++;
        }
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
