using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sip;
using SipTrace.Wire.WebSocket;

namespace SipTrace.Correlation.Flows;

/// <summary>Cuts one direction of a TCP connection into messages, and finds the next one after a hole or rubbish.</summary>
internal sealed class StreamMessages(Endpoint source, Endpoint destination, long connection, StreamSink sink)
{
    /// <summary>Octets that may wait for the end of their message.</summary>
    public const int MaximumUnread = 1024 * 1024;

    /// <summary>Octets of nothing known after which a stream is looked at only where a segment begins with SIP.</summary>
    private const int MaximumUnknown = 4096;

    /// <summary>Octets of body that a SIP message without Content-Length may have.</summary>
    private const int MaximumUnmeasuredBody = 16 * 1024;

    private const int LongHeader = 16 * 1024;

    private const int More = 0, Lost = -1;

    private readonly StreamBuffer buffer = new();
    private WebSocketMessage? webSocket;
    private StreamKind? kind;
    private int needed, unknown;
    private bool isIgnored, isUnwanted, isAfterGap, canEndEarly, skipsMessage;

    /// <summary>Octets of memory held.</summary>
    public int Capacity => buffer.Capacity;

    /// <summary>Takes the next octets of the stream.</summary>
    public void Take(ReadOnlySpan<byte> segment, in SegmentOrigin origin)
    {
        if (isUnwanted || isIgnored && !BeginsWithSip(segment)) return;
        isIgnored = false;
        if (buffer.Length > 0) DropWhatSegmentEnds(segment);
        var stream = buffer.Append(segment, origin);
        // A message of known length is not looked at before it is there.
        var at = stream.Length >= needed ? Read(stream, isEnd: false) : 0;
        buffer.Keep(stream, isUnwanted || isIgnored ? stream.Length : at);
    }

    /// <summary>Octets are missing: what is begun ends here, and the next message is to be found.</summary>
    public void Lose()
    {
        Finish();
        isAfterGap = true;
    }

    /// <summary>Nothing more comes: what is begun ends here.</summary>
    public void Finish()
    {
        if (buffer.Length > 0 && kind == StreamKind.Sip) Read(buffer.Rest(), isEnd: true);
        buffer.Clear();
        webSocket?.Clear();
        kind = null;
        needed = 0;
        canEndEarly = skipsMessage = false;
    }

    private static bool BeginsWithSip(ReadOnlySpan<byte> segment) =>
        segment[0] is >= (byte)'A' and <= (byte)'Z' && SipText.LooksLikeSip(segment);

    /// <summary>A segment that begins a message ends a body that waits for more than it gets, and a few octets that became
    /// nothing.</summary>
    private void DropWhatSegmentEnds(ReadOnlySpan<byte> segment)
    {
        var rest = buffer.Rest();
        if (canEndEarly)
        {
            if (!BeginsWithSip(segment)) return;
            Emit(StreamKind.Sip, rest, 0, rest.Length);
            buffer.Clear();
            needed = 0;
        }
        else if (kind is null && !char.IsAsciiLetter((char)rest[0]) && StreamRecognition.TryRecognise(segment, out _, out _))
        {
            buffer.Clear();
        }
    }

    /// <summary>Hands over what is complete. Returns the octets that are done with.</summary>
    private int Read(ReadOnlySpan<byte> stream, bool isEnd)
    {
        var at = 0;
        needed = 0;
        canEndEarly = false;
        while (at < stream.Length && !isUnwanted && !isIgnored)
        {
            int taken;
            if (TryRecognise(stream[at..], out var mayBecome))
            {
                taken = kind switch
                {
                    StreamKind.Sip => ReadSip(stream, at, isEnd),
                    StreamKind.WebSocket => ReadWebSocket(stream, at),
                    _ => ReadUnit(stream, at),
                };
            }
            else taken = PassOver(stream[at..], mayBecome);
            if (taken == More) break;
            if (taken == Lost) kind = null;
            else at += taken;
        }
        return at;
    }

    private bool TryRecognise(ReadOnlySpan<byte> rest, out bool mayBecome)
    {
        mayBecome = false;
        if (kind is not null) return true;
        if (!StreamRecognition.TryRecognise(rest, out var recognised, out mayBecome)) return false;
        (kind, unknown) = (recognised, 0);
        return true;
    }

    /// <summary>What is nothing known, up to where SIP may begin.</summary>
    private int PassOver(ReadOnlySpan<byte> rest, bool mayBecome)
    {
        var lineEnds = LineEnds(rest);
        if (lineEnds > 0) return lineEnds;
        if (StreamRecognition.IsUpgrade(rest, out var length))
        {
            (kind, unknown) = (StreamKind.WebSocket, 0);
            return length;
        }
        if (length == 0 || mayBecome && rest.Length <= MaximumUnknown) return More;
        var next = SipText.FindStart(rest);
        if (next <= 0) next = rest.Length;
        unknown += next;
        isIgnored = unknown > MaximumUnknown && next == rest.Length;
        return next;
    }

    private int ReadSip(ReadOnlySpan<byte> stream, int at, bool isEnd)
    {
        var rest = stream[at..];
        // Keep-alives of RFC 5626 stand between messages.
        var lineEnds = LineEnds(rest);
        if (lineEnds > 0) return lineEnds;
        var length = SipText.FrameLength(rest, out var isLengthKnown);
        if (length < 0) return Lost;
        var isTooLong = rest.Length > MaximumUnread;
        if (length > 0)
        {
            if (!isLengthKnown) length = UnmeasuredLength(rest, length, isEnd);
            if (length > 0) Emit(StreamKind.Sip, stream, at, at + length);
            else canEndEarly = true;
        }
        else if (isEnd || isTooLong)
        {
            if (SipText.LooksLikeSip(rest, isCut: true)) Emit(StreamKind.Sip, stream, at, stream.Length, isCut: true);
            length = rest.Length;
        }
        else if (SipText.TryParse(rest, out var message) && message.HasCompleteHeader && message.ContentLength is { } body)
        {
            canEndEarly = !MayHoldSip(message.ContentType);
            needed = (int)Math.Min(message.HeaderLength + body, MaximumUnread + 1);
        }
        // A header of this size is looked at again only when it has grown, or one octet at a time would take for ever.
        else if (rest.Length > LongHeader) needed = rest.Length + rest.Length / 16;
        return length;
    }

    /// <summary>Without Content-Length a message ends where the next one begins, with its segment, or with the stream.</summary>
    private static int UnmeasuredLength(ReadOnlySpan<byte> rest, int header, bool isEnd)
    {
        var body = rest[header..];
        if (LineEnds(body) == body.Length || SipText.LooksLikeSip(body)) return header;
        var next = SipText.FindStart(body);
        if (next > 0 && SipText.LooksLikeSip(body[next..])) return header + next;
        return isEnd || body.Length > MaximumUnmeasuredBody ? rest.Length : More;
    }

    private int ReadUnit(ReadOnlySpan<byte> stream, int at)
    {
        var rest = stream[at..];
        int total, header = 0;
        switch (kind)
        {
            case StreamKind.Tls: total = StreamFraming.Tls(rest); break;
            case StreamKind.Hep: total = StreamFraming.Hep(rest); break;
            case StreamKind.Framed:
                total = StreamFraming.Framed(rest);
                header = StreamFraming.FramedHeader;
                break;
            default:
                total = StreamFraming.Stun(rest);
                kind = StreamKind.Stun;
                if (total >= 0) break;
                total = StreamFraming.ChannelData(rest);
                kind = StreamKind.ChannelData;
                break;
        }
        if (total <= 0) return total;
        if (total > rest.Length)
        {
            needed = total;
            return More;
        }
        var padding = kind == StreamKind.ChannelData ? StreamFraming.ChannelPadding(rest) : 0;
        Emit(kind.Value, stream, at + header, at + total - padding);
        return total;
    }

    private int ReadWebSocket(ReadOnlySpan<byte> stream, int at)
    {
        var rest = stream[at..];
        if (rest.Length < 2) return More;
        if (!WebSocketFrame.TryParse(rest, out var frame))
            return WebSocketFrame.IsHeader(rest) && rest.Length < WebSocketFrame.MaximumHeaderLength ? More : Lost;
        if (frame.PayloadLength > MaximumUnread)
        {
            isIgnored = true;
            return rest.Length;
        }
        var total = frame.HeaderLength + (int)frame.PayloadLength;
        if (!frame.IsComplete) needed = total;
        else if (!frame.IsControl) TakeWebSocket(frame, stream, at, at + total);
        return frame.IsComplete ? total : More;
    }

    private void TakeWebSocket(in WebSocketFrame frame, ReadOnlySpan<byte> stream, int from, int to)
    {
        var isFirst = frame.Opcode != WebSocketOpcode.Continuation;
        // A deflated message needs those before it, and SIP is not sent so.
        if (isFirst) skipsMessage = frame.IsCompressed;
        if (skipsMessage) return;
        if (isFirst && frame is { IsFinal: true, IsMasked: false })
        {
            Emit(StreamKind.WebSocket, stream, from + frame.HeaderLength, to);
            return;
        }
        webSocket ??= new WebSocketMessage();
        if (!isFirst && webSocket.Carriers.Length == 0) return;
        var origin = buffer.OriginOf(from, to, out var carriers, out _);
        if (!webSocket.TryAdd(frame, carriers)) skipsMessage = true;
        else if (frame.IsFinal) Emit(StreamKind.WebSocket, webSocket.Bytes, origin, webSocket.Carriers, offset: -1, isCut: false);
        if (skipsMessage || frame.IsFinal) webSocket.Clear();
    }

    private void Emit(StreamKind what, ReadOnlySpan<byte> stream, int from, int to, bool isCut = false)
    {
        if (from == to) return;
        var origin = buffer.OriginOf(from, to, out var carriers, out var offset);
        Emit(what, stream[from..to], origin, carriers, offset, isCut);
    }

    private void Emit(
        StreamKind what, ReadOnlySpan<byte> bytes, in SegmentOrigin origin, ReadOnlySpan<FrameId> carriers, long offset, bool isCut)
    {
        isUnwanted = !sink(new StreamMessage
        {
            Kind = what,
            Bytes = bytes,
            Source = source,
            Destination = destination,
            Connection = connection,
            Time = origin.Time,
            Point = origin.Point,
            Frame = origin.Frame,
            Frames = carriers,
            Offset = offset,
            IsCut = isCut,
            IsAfterGap = isAfterGap,
        });
        isAfterGap = false;
    }

    private static int LineEnds(ReadOnlySpan<byte> bytes)
    {
        var other = bytes.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        return other < 0 ? bytes.Length : other;
    }

    /// <summary>Whether a body may itself have a SIP start line, so that one does not end it.</summary>
    private static bool MayHoldSip(ReadOnlySpan<byte> contentType) =>
        contentType.StartsWith("message/"u8) || contentType.StartsWith("multipart/"u8);
}
