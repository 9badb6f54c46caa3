using System.Text;

namespace SipTrace.Wire.Sip;

/// <summary>Bodies by media type (RFC 2045, 2046): one part, or a multipart whose parts may be multiparts again.</summary>
internal static class MimeBody
{
    private const int MaxDepth = 4;

    /// <summary>Finds the first body, or part of it, of a media type.</summary>
    /// <param name="contentType">The type of the whole body with its parameters.</param>
    /// <param name="body">The body.</param>
    /// <param name="wanted">The type looked for, in lower case, without parameters.</param>
    /// <param name="found">The content; for a part without the line end before the next boundary, which belongs to the boundary.</param>
    public static bool TryFind(
        ReadOnlySpan<byte> contentType, ReadOnlySpan<byte> body, ReadOnlySpan<byte> wanted, out ReadOnlySpan<byte> found) =>
        TryFind(contentType, body, wanted, MaxDepth, out found);

    private static bool TryFind(
        ReadOnlySpan<byte> contentType, ReadOnlySpan<byte> body, ReadOnlySpan<byte> wanted, int depth, out ReadOnlySpan<byte> found)
    {
        found = default;
        var semicolon = contentType.IndexOf((byte)';');
        var type = SipOctets.Trim(semicolon < 0 ? contentType : contentType[..semicolon]);
        if (Ascii.EqualsIgnoreCase(type, wanted))
        {
            found = body;
            return !body.IsEmpty;
        }
        if (depth == 0 || semicolon < 0 || type.Length < 10 || !Ascii.EqualsIgnoreCase(type[..10], "multipart/"u8)) return false;
        if (!new SipParameters(contentType[(semicolon + 1)..]).TryGet("boundary"u8, out var boundary)) return false;
        boundary = SipParameters.Unquote(boundary);
        return !boundary.IsEmpty && TryFindPart(body, boundary, wanted, depth - 1, out found);
    }

    private static bool TryFindPart(
        ReadOnlySpan<byte> body, ReadOnlySpan<byte> boundary, ReadOnlySpan<byte> wanted, int depth, out ReadOnlySpan<byte> found)
    {
        found = default;
        if (!TryFindBoundary(body, boundary, 0, out _, out var part, out var isLast)) return false;
        while (!isLast && part < body.Length)
        {
            // The last boundary may be missing: cut by the capture, or forgotten.
            if (!TryFindBoundary(body, boundary, part, out var end, out var next, out isLast))
            {
                (end, next, isLast) = (body.Length, body.Length, true);
            }
            if (TryReadPart(body[part..end], wanted, depth, out found)) return true;
            part = next;
        }
        return false;
    }

    private static bool TryReadPart(ReadOnlySpan<byte> part, ReadOnlySpan<byte> wanted, int depth, out ReadOnlySpan<byte> found)
    {
        ReadOnlySpan<byte> type = default;
        var headers = new SipHeaderReader(part, 0);
        while (headers.MoveNext())
        {
            if (headers.Current.Is("Content-Type"u8)) type = headers.Current.Value;
        }
        return TryFind(type, part[headers.Position..], wanted, depth, out found);
    }

    /// <summary>Finds the next line that is a boundary: <c>--</c>, the boundary, <c>--</c> after the last part, blanks.</summary>
    private static bool TryFindBoundary(
        ReadOnlySpan<byte> body, ReadOnlySpan<byte> boundary, int from, out int end, out int next, out bool isLast)
    {
        (end, next, isLast) = (from, from, false);
        for (var line = from; line < body.Length; line = next)
        {
            var lineEnd = SipOctets.LineEnd(body, line, out next);
            var text = SipOctets.TrimEnd(body[line..lineEnd]);
            if (!text.StartsWith("--"u8) || !text[2..].StartsWith(boundary)) continue;
            var rest = text[(2 + boundary.Length)..];
            isLast = rest.SequenceEqual("--"u8);
            if (!rest.IsEmpty && !isLast) continue;
            end = line;
            if (end > from && body[end - 1] == '\n') end--;
            if (end > from && body[end - 1] == '\r') end--;
            return true;
        }
        return false;
    }
}
