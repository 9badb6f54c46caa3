namespace SipTrace.Wire.Sip;

/// <summary>Where messages begin and end in a byte stream (RFC 3261 §18.3): Content-Length rules, and nothing is believed beyond
/// reason.</summary>
internal static class SipFraming
{
    /// <summary>A header longer than this is none.</summary>
    private const int MaxHeaderLength = 256 * 1024;

    /// <summary>A Content-Length beyond this is not waited for.</summary>
    private const int MaxBodyLength = 16 * 1024 * 1024;

    /// <summary>Octets of the message that a stream begins with, empty lines before it included; 0 where more must come; -1 where it
    /// begins with no SIP.</summary>
    /// <param name="stream">The stream from where a message should begin.</param>
    /// <param name="isLengthKnown">False where Content-Length is missing or senseless: then only the header is counted.</param>
    public static int FrameLength(ReadOnlySpan<byte> stream, out bool isLengthKnown)
    {
        isLengthKnown = false;
        if (!SipText.TryParse(stream, out var message))
        {
            return stream.Length <= MaxHeaderLength && SipStartLine.MayBegin(stream) ? 0 : -1;
        }
        if (message.HeaderLength > MaxHeaderLength) return -1;
        if (!message.HasCompleteHeader || IsHalfLineEnd(stream, message.HeaderLength)) return 0;
        if (message.ContentLength is not { } length || length > MaxBodyLength) return message.HeaderLength;
        isLengthKnown = true;
        return message.HeaderLength + (int)length <= stream.Length ? message.HeaderLength + (int)length : 0;
    }

    /// <summary>Offset of the next line that is a SIP start line with a version, or that ends early and may become one; -1 where there
    /// is none.
    /// The line at offset 0 does not count.</summary>
    public static int FindStart(ReadOnlySpan<byte> stream)
    {
        SipOctets.LineEnd(stream, 0, out var line);
        while (line < stream.Length)
        {
            var end = SipOctets.LineEnd(stream, line, out var next);
            // Each line alone, so that each octet is looked at once.
            var isFound = end == stream.Length ? SipStartLine.MayBegin(stream[line..]) : SipText.LooksLikeSip(stream[line..end]);
            if (isFound) return line;
            line = next;
        }
        return -1;
    }

    /// <summary>Whether the stream so far ends in the CR of the empty line, whose LF is yet to come.</summary>
    private static bool IsHalfLineEnd(ReadOnlySpan<byte> stream, int headerEnd) =>
        headerEnd == stream.Length && stream[headerEnd - 1] == '\r';
}
