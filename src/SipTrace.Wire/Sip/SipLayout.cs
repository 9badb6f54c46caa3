using System.Runtime.CompilerServices;
using System.Text;

namespace SipTrace.Wire.Sip;

/// <summary>Where the parts of a SIP message stand in its bytes: what is kept of a message that is looked at again and again, so that it is
/// read once. See <see cref="SipText.Layout"/>.</summary>
public readonly struct SipLayout
{
    private readonly ulong names;

    internal SipLayout(ReadOnlySpan<byte> bytes, SipStartLine line)
    {
        Start = line;
        Extent server = default, callId = default, from = default, to = default, cseq = default, via = default, contact = default,
            contentType = default, userAgent = default;
        var (hasLength, viaEnd) = (false, 0);
        var headers = Headers(bytes);
        while (headers.MoveNext())
        {
            var header = headers.Current;
            var name = header.Name;
            // Lengths tell the names apart; compact forms are expanded first.
            if (name.Length == 1) name = SipHeaderName.Expand(name);
            names |= MarkOf(name);
            switch (name.Length)
            {
                case 2 when Is(name, "To"u8): Keep(ref to, header); break;
                case 3 when Is(name, "Via"u8):
                    Keep(ref via, header);
                    viaEnd = headers.Position;
                    break;
                case 4 when Is(name, "From"u8): Keep(ref from, header); break;
                case 4 when Is(name, "CSeq"u8): Keep(ref cseq, header); break;
                case 6 when Is(name, "Server"u8): Keep(ref server, header); break;
                case 7 when Is(name, "Call-ID"u8): Keep(ref callId, header); break;
                case 7 when Is(name, "Contact"u8): Keep(ref contact, header); break;
                case 10 when Is(name, "User-Agent"u8): Keep(ref userAgent, header); break;
                case 12 when Is(name, "Content-Type"u8): Keep(ref contentType, header); break;
                case 14 when Is(name, "Content-Length"u8):
                    var length = ParseLength(header.Value);
                    // Two lengths that differ are as good as none (RFC 4475 §3.3.9).
                    ContentLength = hasLength && length != ContentLength ? null : length;
                    hasLength = true;
                    break;
            }
        }
        (CallId, From, To, CSeq, Via, Contact, ContentType) = (callId, from, to, cseq, via, contact, contentType);
        UserAgent = userAgent.Length == 0 ? server : userAgent;
        ViaEnd = viaEnd;
        HeaderLength = headers.Position;
        HasCompleteHeader = headers.IsComplete;

        static void Keep(ref Extent extent, in SipHeader header)
        {
            if (extent.Start == 0) extent = header.ValueExtent;
        }
    }

    internal SipStartLine Start { get; }

    internal Extent CallId { get; }

    internal Extent From { get; }

    internal Extent To { get; }

    internal Extent CSeq { get; }

    internal Extent Via { get; }

    /// <summary>Offset behind the last Via field; 0 where there is none.</summary>
    internal int ViaEnd { get; }

    internal Extent Contact { get; }

    internal Extent ContentType { get; }

    internal Extent UserAgent { get; }

    internal long? ContentLength { get; }

    internal int HeaderLength { get; }

    internal bool HasCompleteHeader { get; }

    /// <summary>Whether there may be a field of a name: false is certain.</summary>
    internal bool MayHave(ReadOnlySpan<byte> fullName) => (names & MarkOf(fullName)) != 0;

    internal SipHeaderReader Headers(ReadOnlySpan<byte> bytes)
    {
        var before = bytes[..Start.Start];
        var emptyLines = before.IsEmpty ? 0 : Math.Max(before.Count((byte)'\n'), before.Count((byte)'\r'));
        return new SipHeaderReader(bytes, Start.Next, emptyLines + 2);
    }

    // One bit for a name, whatever its case; several names share one, but none that stand in many messages.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MarkOf(ReadOnlySpan<byte> name) =>
        name.IsEmpty ? 0 : 1UL << ((2 * name.Length + 19 * (name[0] | 0x20) + 26 * (name[^1] | 0x20)) & 63);

    // Nearly everybody writes them so.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> fullName) =>
        name.SequenceEqual(fullName) || Ascii.EqualsIgnoreCase(name, fullName);

    private static long? ParseLength(ReadOnlySpan<byte> value)
    {
        if (!SipOctets.AreDigits(value)) return null;
        var digits = value.TrimStart((byte)'0');
        // Nineteen digits may not fit; no message is that long.
        if (digits.Length > 18) return long.MaxValue;
        long length = 0;
        foreach (var digit in digits) length = length * 10 + (digit - '0');
        return length;
    }
}
