using System.Text;

namespace SipTrace.Wire.Sip;

/// <summary>Names of header fields: case-insensitive, some with a compact form of one letter (IANA registry; RFC 3261 §7.3.3).</summary>
public static class SipHeaderName
{
    /// <summary>Whether a name as written in a message, perhaps compact, is the field with this full name.</summary>
    public static bool Is(ReadOnlySpan<byte> written, ReadOnlySpan<byte> fullName) => written.Length == 1
        ? Ascii.EqualsIgnoreCase(Expand(written), fullName)
        : Ascii.EqualsIgnoreCase(written, fullName);

    /// <summary>The full name of a compact form; any other name as it is.</summary>
    public static ReadOnlySpan<byte> Expand(ReadOnlySpan<byte> written) => written.Length != 1 ? written : (written[0] | 0x20) switch
    {
        'a' => "Accept-Contact"u8,
        'b' => "Referred-By"u8,
        'c' => "Content-Type"u8,
        'd' => "Request-Disposition"u8,
        'e' => "Content-Encoding"u8,
        'f' => "From"u8,
        'i' => "Call-ID"u8,
        'j' => "Reject-Contact"u8,
        'k' => "Supported"u8,
        'l' => "Content-Length"u8,
        'm' => "Contact"u8,
        'n' => "Identity-Info"u8,
        'o' => "Event"u8,
        'r' => "Refer-To"u8,
        's' => "Subject"u8,
        't' => "To"u8,
        'u' => "Allow-Events"u8,
        'v' => "Via"u8,
        'x' => "Session-Expires"u8,
        'y' => "Identity"u8,
        _ => written,
    };
}
