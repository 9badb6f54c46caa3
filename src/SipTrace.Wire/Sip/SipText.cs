using System.Buffers.Text;
using System.Text;

namespace SipTrace.Wire.Sip;

/// <summary>One SIP message as a view over its bytes: RFC 3261 and whatever the net sends instead. Nothing is copied or allocated;
/// lives as long as the bytes.</summary>
/// <remarks>Of fields that occur several times the first counts. Empty spans stand for what is not there.</remarks>
public readonly ref struct SipText
{
    private readonly SipLayout layout;

    /// <summary>A message again, of which is known where everything stands.</summary>
    /// <param name="bytes">The same bytes, wherever they are now.</param>
    /// <param name="layout">What was learned of them.</param>
    public SipText(ReadOnlySpan<byte> bytes, scoped in SipLayout layout)
    {
        Bytes = bytes;
        this.layout = layout;
    }

    /// <summary>Where everything stands, to be kept.</summary>
    public SipLayout Layout => layout;

    /// <summary>The bytes the message was found in: for UDP the whole payload.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>The start line without its line end.</summary>
    public ReadOnlySpan<byte> StartLine => Bytes[layout.Start.Start..layout.Start.End];

    /// <summary>Whether this is a request; else it is a response.</summary>
    public bool IsRequest => layout.Start.IsRequest;

    /// <summary>The method of a request as written; empty for a response (see <see cref="CSeqMethod"/>).</summary>
    public ReadOnlySpan<byte> Method => layout.Start.IsRequest ? layout.Start.Token.Of(Bytes) : default;

    /// <summary>The Request-URI as written, whatever stands between method and version; empty for a response.</summary>
    public ReadOnlySpan<byte> RequestUri => layout.Start.IsRequest ? layout.Start.Text.Of(Bytes) : default;

    /// <summary><c>SIP/2.0</c> as written; empty where a start line has none, or was cut before it.</summary>
    public ReadOnlySpan<byte> Version => layout.Start.Version.Of(Bytes);

    /// <summary>The status code of a response; 0 for a request, and where the code has not three digits.</summary>
    public int StatusCode => !layout.Start.IsRequest && layout.Start.Token.Length == 3
        && SipOctets.TryParseNumber(layout.Start.Token.Of(Bytes), 999, out var code) ? code : 0;

    /// <summary>The digits of the status code as written, however many; empty for a request.</summary>
    public ReadOnlySpan<byte> StatusText => layout.Start.IsRequest ? default : layout.Start.Token.Of(Bytes);

    /// <summary>The reason phrase of a response (UTF-8); empty for a request.</summary>
    public ReadOnlySpan<byte> ReasonPhrase => layout.Start.IsRequest ? default : layout.Start.Text.Of(Bytes);

    /// <summary>The Call-ID.</summary>
    public ReadOnlySpan<byte> CallId => layout.CallId.Of(Bytes);

    /// <summary>The From value; see <see cref="SipAddress"/>.</summary>
    public ReadOnlySpan<byte> From => layout.From.Of(Bytes);

    /// <summary>The To value; see <see cref="SipAddress"/>.</summary>
    public ReadOnlySpan<byte> To => layout.To.Of(Bytes);

    /// <summary>The digits of the CSeq number without leading zeros, however many: they may not fit any number type.</summary>
    public ReadOnlySpan<byte> CSeqNumber
    {
        get
        {
            var value = layout.CSeq.Of(Bytes);
            var digits = value[..SipOctets.DigitsLength(value)];
            while (digits.Length > 1 && digits[0] == '0') digits = digits[1..];
            return digits;
        }
    }

    /// <summary>The method in CSeq.</summary>
    public ReadOnlySpan<byte> CSeqMethod
    {
        get
        {
            var value = layout.CSeq.Of(Bytes);
            return SipOctets.TrimStart(value[SipOctets.DigitsLength(value)..]);
        }
    }

    /// <summary>The first value of the first Via; see <see cref="SipVia"/>.</summary>
    public ReadOnlySpan<byte> TopVia
    {
        get
        {
            var list = new SipListReader(layout.Via.Of(Bytes));
            return list.MoveNext() ? list.Current : default;
        }
    }

    /// <summary>The value of the first Contact field, which may list several.</summary>
    public ReadOnlySpan<byte> Contact => layout.Contact.Of(Bytes);

    /// <summary>The Content-Type with its parameters.</summary>
    public ReadOnlySpan<byte> ContentType => layout.ContentType.Of(Bytes);

    /// <summary>The Content-Length; null where it is missing, negative, no number, or told twice and differently.</summary>
    public long? ContentLength => layout.ContentLength;

    /// <summary>The User-Agent, else the Server.</summary>
    public ReadOnlySpan<byte> UserAgent => layout.UserAgent.Of(Bytes);

    /// <summary>Offset of the body, behind the empty line.</summary>
    public int HeaderLength => layout.HeaderLength;

    /// <summary>Whether the empty line that ends a header is there.</summary>
    public bool HasCompleteHeader => layout.HasCompleteHeader;

    /// <summary>The body: as many octets as Content-Length says, else (missing, senseless, or more than there are) all that follow the
    /// header.</summary>
    public ReadOnlySpan<byte> Body => ContentLength is { } length && length <= Bytes.Length - HeaderLength
        ? Bytes.Slice(HeaderLength, (int)length)
        : Bytes[HeaderLength..];

    /// <summary>Whether there are fewer octets of the body than Content-Length says.</summary>
    public bool IsBodyCut => ContentLength > Body.Length;

    /// <summary>Octets of header and body; in a datagram more may follow, which do not count (RFC 3261 §18.3).</summary>
    public int Length => HeaderLength + Body.Length;

    /// <summary>Whether a payload, on whatever port, holds a SIP message: a SIP version in the start line, or a known method, a URI
    /// and a Call-ID.</summary>
    /// <param name="payload">The payload, which empty lines may precede.</param>
    /// <param name="isCut">Whether the capture holds only the beginning of the payload; then its start line may be cut too.</param>
    public static bool LooksLikeSip(ReadOnlySpan<byte> payload, bool isCut = false) => SipStartLine.TryFind(payload, isCut, out _);

    /// <summary>Reads the message at the beginning of some bytes: a datagram, or one frame of a stream. False where they are not
    /// SIP.</summary>
    /// <param name="bytes">The bytes, which empty lines may precede.</param>
    /// <param name="message">The message.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out SipText message) => TryParse(bytes, isCut: false, out message);

    /// <summary>Reads the message at the beginning of some bytes, of which the capture may hold only the first ones.</summary>
    /// <param name="bytes">The bytes, which empty lines may precede.</param>
    /// <param name="isCut">Whether more followed on the wire.</param>
    /// <param name="message">The message.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, bool isCut, out SipText message)
    {
        message = default;
        if (!SipStartLine.TryFind(bytes, isCut, out var line)) return false;
        message = new SipText(bytes, new SipLayout(bytes, line));
        return true;
    }

    /// <summary>The CSeq number; false where it is missing or beyond 32 bits.</summary>
    public bool TryGetCSeq(out uint number) =>
        Utf8Parser.TryParse(CSeqNumber, out number, out var consumed) && consumed == CSeqNumber.Length;

    /// <summary>All header fields in their order.</summary>
    public SipHeaderReader Headers() => layout.Headers(Bytes);

    /// <summary>The first field of a name.</summary>
    /// <param name="fullName">The full name in any case; compact forms are found by it.</param>
    /// <param name="value">Its value without outer white space.</param>
    public bool TryGetHeader(ReadOnlySpan<byte> fullName, out ReadOnlySpan<byte> value)
    {
        var values = Values(fullName);
        var isThere = values.MoveNext();
        value = values.Current;
        return isThere;
    }

    /// <summary>The values of all fields of a name, each as it is.</summary>
    public SipValueReader Values(ReadOnlySpan<byte> fullName) => new(Naming(fullName), fullName, splits: false);

    /// <summary>The members of all fields of a name whose values are comma lists (Via, Route, Contact, Supported, ...).</summary>
    public SipValueReader ListValues(ReadOnlySpan<byte> fullName) => new(Naming(fullName), fullName, splits: true);

    /// <summary>The session description in the body: all of it, or the first such part of a multipart. A body of no declared type
    /// counts if it begins like one.</summary>
    public bool TryGetSdp(out ReadOnlySpan<byte> sdp)
    {
        sdp = Body;
        if (sdp.IsEmpty) return false;
        if (layout.ContentType.Start == 0) return sdp.StartsWith("v=0"u8);
        return MimeBody.TryFind(ContentType, Body, "application/sdp"u8, out sdp);
    }

    /// <summary>The candidates that trickle in the body: <c>application/trickle-ice-sdpfrag</c> (RFC 8840 §9), all of it or a part of
    /// a multipart.</summary>
    public bool TryGetSdpFragment(out ReadOnlySpan<byte> fragment) =>
        MimeBody.TryFind(ContentType, Body, "application/trickle-ice-sdpfrag"u8, out fragment);

    /// <summary>Length of the message that a stream begins with: see <see cref="SipFraming.FrameLength"/>.</summary>
    public static int FrameLength(ReadOnlySpan<byte> stream) => SipFraming.FrameLength(stream, out _);

    /// <summary>Length of the message that a stream begins with: see <see cref="SipFraming.FrameLength"/>.</summary>
    public static int FrameLength(ReadOnlySpan<byte> stream, out bool isLengthKnown) => SipFraming.FrameLength(stream, out isLengthKnown);

    /// <summary>Where a stream goes on after what is no SIP: see <see cref="SipFraming.FindStart"/>.</summary>
    public static int FindStart(ReadOnlySpan<byte> stream) => SipFraming.FindStart(stream);

    /// <summary>A value as text: UTF-8, each fold as one blank, octets that are no UTF-8 as U+FFFD. Still unsafe for a
    /// terminal.</summary>
    public static string Unfold(ReadOnlySpan<byte> value)
    {
        if (!value.ContainsAny((byte)'\r', (byte)'\n')) return Encoding.UTF8.GetString(value);
        var text = new byte[value.Length];
        var length = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] is not ((byte)'\r' or (byte)'\n'))
            {
                text[length++] = value[i];
                continue;
            }
            while (length > 0 && SipOctets.IsBlank(text[length - 1])) length--;
            while (i + 1 < value.Length && SipOctets.IsWhite(value[i + 1])) i++;
            text[length++] = (byte)' ';
        }
        return Encoding.UTF8.GetString(text, 0, length);
    }

    // The fields, as far as some may have that name.
    private SipHeaderReader Naming(ReadOnlySpan<byte> fullName)
    {
        if (!layout.MayHave(fullName)) return new SipHeaderReader(Bytes, Bytes.Length);
        return fullName.SequenceEqual("Via"u8) && layout.ViaEnd > 0 ? layout.Headers(Bytes[..layout.ViaEnd]) : Headers();
    }
}
