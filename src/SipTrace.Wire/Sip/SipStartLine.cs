using System.Text;

namespace SipTrace.Wire.Sip;

/// <summary>Where the parts of a start line lie in its message; and, with it, what counts as SIP at all.</summary>
internal readonly record struct SipStartLine
{
    /// <summary>Longest method that is taken for one; registered ones have up to nine octets.</summary>
    public const int MaxMethodLength = 16_384;

    /// <summary>First octet of the line, after empty lines (RFC 3261 §7.5) that precede it.</summary>
    public int Start { get; private init; }

    /// <summary>End of the line without its line end.</summary>
    public int End { get; private init; }

    /// <summary>First octet of the first header line.</summary>
    public int Next { get; private init; }

    public bool IsRequest { get; private init; }

    /// <summary>The method of a request, the status code of a response.</summary>
    public Extent Token { get; private init; }

    /// <summary>The Request-URI of a request, the reason phrase of a response.</summary>
    public Extent Text { get; private init; }

    public Extent Version { get; private init; }

    /// <summary>Finds a start line: one with a SIP version, or a known method with a URI and, further down, a Call-ID.</summary>
    /// <param name="bytes">The payload.</param>
    /// <param name="isCut">Whether the payload goes on beyond <paramref name="bytes"/>: then the line may end before its version
    /// does.</param>
    /// <param name="line">The line found.</param>
    public static bool TryFind(ReadOnlySpan<byte> bytes, bool isCut, out SipStartLine line)
    {
        line = default;
        var start = SkipLineEnds(bytes);
        if (start == bytes.Length || !SipOctets.IsToken(bytes[start])) return false;
        return (bytes[start] | 0x20) == 's' && HasVersion(bytes[start..], out var version)
            ? TryStatusLine(bytes, start, version, isCut, out line)
            : TryRequestLine(bytes, start, isCut, out line);
    }

    /// <summary>Whether a stream that holds no start line yet may still come to begin with one.</summary>
    public static bool MayBegin(ReadOnlySpan<byte> stream)
    {
        var rest = stream[SkipLineEnds(stream)..];
        var token = SipOctets.TokenLength(rest);
        if (token == rest.Length) return token <= MaxMethodLength;
        if (rest[token] == '/' && Ascii.EqualsIgnoreCase(rest[..token], "SIP"u8)) return !rest.ContainsAny((byte)'\r', (byte)'\n');
        if (token is 0 or > MaxMethodLength || !SipOctets.IsBlank(rest[token])) return false;
        var end = SipOctets.LineEnd(rest, 0, out var next);
        if (end == rest.Length) return true;
        // Without a version in its line a request is known by its Call-ID, which may be yet to come.
        if (!IsKnownRequest(rest, token)) return false;
        var headers = new SipHeaderReader(rest, next);
        while (headers.MoveNext()) continue;
        return !headers.IsComplete;
    }

    /// <summary>How many octets of empty lines come first.</summary>
    public static int SkipLineEnds(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        return start < 0 ? bytes.Length : start;
    }

    private static bool TryStatusLine(ReadOnlySpan<byte> bytes, int start, int version, bool isCut, out SipStartLine line)
    {
        line = default;
        var end = SipOctets.LineEnd(bytes, start, out var next);
        var code = start + version;
        while (code < end && SipOctets.IsBlank(bytes[code])) code++;
        var digits = SipOctets.DigitsLength(bytes[code..end]);
        if (digits == 0 ? !isCut || code < bytes.Length : code == start + version) return false;
        line = new SipStartLine
        {
            Start = start,
            End = end,
            Next = next,
            Version = new Extent(start, version),
            Token = new Extent(code, digits),
            Text = Extent.Trimmed(bytes, code + digits, end),
        };
        return true;
    }

    private static bool TryRequestLine(ReadOnlySpan<byte> bytes, int start, bool isCut, out SipStartLine line)
    {
        line = default;
        var rest = bytes[start..];
        var method = SipOctets.TokenLength(rest[..Math.Min(rest.Length, MaxMethodLength + 1)]);
        if (method > MaxMethodLength || method == rest.Length || !SipOctets.IsBlank(rest[method])) return false;

        var end = SipOctets.LineEnd(bytes, start, out var next);
        var text = SipOctets.TrimEnd(bytes[start..end]);
        var last = text.LastIndexOfAny((byte)' ', (byte)'\t') + 1;
        var version = last > method && HasVersion(text[last..], out var length) && length == text.Length - last ? length : 0;
        int uriEnd;
        if (version > 0) uriEnd = start + last;
        else
        {
            if (!IsKnownRequest(rest, method)) return false;
            var isLineCut = isCut && end == bytes.Length;
            if (!isLineCut && !HasCallId(bytes, next)) return false;
            uriEnd = start + FirstBlankAfter(text, method);
        }
        line = new SipStartLine
        {
            Start = start,
            End = end,
            Next = next,
            IsRequest = true,
            Token = new Extent(start, method),
            Text = Extent.Trimmed(bytes, start + method, uriEnd),
            Version = version > 0 ? new Extent(start + last, version) : default,
        };
        return true;
    }

    /// <summary>Whether text begins with <c>SIP/</c>, digits, a point and digits, in any case and of any version.</summary>
    private static bool HasVersion(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        if (text.Length < 7 || !Ascii.EqualsIgnoreCase(text[..4], "SIP/"u8)) return false;
        var major = SipOctets.DigitsLength(text[4..]);
        var point = 4 + major;
        if (major == 0 || point >= text.Length || text[point] != '.') return false;
        var minor = SipOctets.DigitsLength(text[(point + 1)..]);
        length = point + 1 + minor;
        return minor > 0;
    }

    private static bool IsKnownRequest(ReadOnlySpan<byte> text, int method)
    {
        if (!SipMethods.IsKnown(text[..method])) return false;
        var uri = text[method..];
        while (!uri.IsEmpty && SipOctets.IsBlank(uri[0])) uri = uri[1..];
        return StartsWith(uri, "sip:"u8) || StartsWith(uri, "sips:"u8) || StartsWith(uri, "tel:"u8);
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start) =>
        text.Length >= start.Length && Ascii.EqualsIgnoreCase(text[..start.Length], start);

    private static int FirstBlankAfter(ReadOnlySpan<byte> text, int method)
    {
        var uri = method;
        while (uri < text.Length && SipOctets.IsBlank(text[uri])) uri++;
        var length = text[uri..].IndexOfAny((byte)' ', (byte)'\t');
        return length < 0 ? text.Length : uri + length;
    }

    private static bool HasCallId(ReadOnlySpan<byte> bytes, int firstHeader)
    {
        var headers = new SipHeaderReader(bytes, firstHeader);
        while (headers.MoveNext())
        {
            if (SipHeaderName.Is(headers.Current.Name, "Call-ID"u8)) return true;
        }
        return false;
    }
}
