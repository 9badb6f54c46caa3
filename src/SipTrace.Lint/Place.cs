using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Lint;

/// <summary>Where a breach is: a stretch of a message or of a body alone, or a packet on the wire.</summary>
public sealed record Place
{
    /// <summary>The message; null for a body alone and for packets that are no SIP.</summary>
    public TranscriptMessage? Message { get; private init; }

    /// <summary>The text that <see cref="Offset"/> counts in; empty for packets that are no SIP.</summary>
    public ReadOnlyMemory<byte> Text { get; private init; }

    /// <summary>Offset of the marked stretch, in octets.</summary>
    public int Offset { get; private init; }

    /// <summary>Length of the marked stretch, in octets.</summary>
    public int Length { get; private init; }

    /// <summary>Index of the m= line concerned; -1 where none is.</summary>
    public int Media { get; init; } = -1;

    /// <summary>Index of the input.</summary>
    public int File { get; private init; }

    /// <summary>Frame number in that input; 0 where there is no frame.</summary>
    public int Frame { get; private init; }

    /// <summary>When the packet was captured.</summary>
    public Timestamp Time { get; private init; }

    /// <summary>Where it came from; none where nothing tells.</summary>
    public Endpoint Source { get; private init; }

    /// <summary>Where it went; none where nothing tells.</summary>
    public Endpoint Destination { get; private init; }

    /// <summary>What it is: <c>INVITE</c>, <c>200 INVITE</c>; empty for bodies alone and for packets that are no SIP.</summary>
    public string What => Status == 0 ? Method : $"{Status} {Method}";

    /// <summary>Lines of the message before <see cref="Text"/>, where that is only a part of it.</summary>
    internal int LinesBefore { get; private init; }

    /// <summary>Who sent it: the tag of its sender; for packets that are no SIP whatever tells senders apart.</summary>
    public string Sender { get; init; } = "";

    private string Method { get; init; } = "";

    private int Status { get; init; }

    /// <summary>A header field, else the start line where the message has none of that name.</summary>
    /// <param name="message">The message.</param>
    /// <param name="name">The full name.</param>
    /// <param name="index">Which of several fields of that name, from 0.</param>
    public static Place Header(TranscriptMessage message, ReadOnlySpan<byte> name, int index = 0)
    {
        var text = message.Parse();
        foreach (var header in text.Headers())
        {
            if (header.Is(name) && index-- == 0) return In(message, header.Start, header.Length);
        }
        return StartLine(message);
    }

    /// <summary>The start line of a message, which stands for the whole.</summary>
    public static Place StartLine(TranscriptMessage message)
    {
        var text = message.Parse();
        return In(message, text.Bytes.Overlaps(text.StartLine, out var start) ? start : 0, text.StartLine.Length);
    }

    /// <summary>A packet that is no SIP.</summary>
    public static Place Packet(int file, int frame, Timestamp time, string sender, int media = -1) =>
        new() { File = file, Frame = frame, Time = time, Sender = sender, Media = media };

    /// <summary>The same place with nothing kept but its line: whole messages are not held in memory for the sake of one line of
    /// each.</summary>
    internal Place Detached()
    {
        var text = Text.Span;
        var before = text[..Math.Min(Offset, text.Length)];
        var start = before.LastIndexOf((byte)'\n') + 1;
        var length = text[start..].IndexOfAny((byte)'\r', (byte)'\n') is >= 0 and var end ? end : text.Length - start;
        return this with
        {
            Message = null,
            Text = Text.Slice(start, length).ToArray(),
            LinesBefore = LinesBefore + before.Count((byte)'\n'),
            Offset = before.Length - start,
            Length = Math.Max(0, Math.Min(Length, start + length - before.Length)),
        };
    }

    internal static Place Of(TranscriptMessage? message, ReadOnlySpan<byte> body, int start, int length, int media) => message is null
        ? new Place { Text = body.ToArray(), Offset = start, Length = length, Media = media }
        : In(message, message.SdpOffset + start, length, media);

    private static Place In(TranscriptMessage message, int offset, int length, int media = -1) => new()
    {
        Message = message,
        Text = message.Text,
        Offset = offset,
        Length = length,
        Media = media,
        File = message.Record.File,
        Frame = message.Frame,
        Time = message.Time,
        Sender = message.SenderTag,
        Source = message.Source,
        Destination = message.Destination,
        Method = message.Method,
        Status = message.Status,
    };
}
