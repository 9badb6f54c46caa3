using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SipTrace.Wire.Bytes;

namespace SipTrace.Output;

/// <summary>JSON strings that hold the true text of the wire, yet nothing that a terminal would obey: controls and invisible characters are escaped.</summary>
internal static class JsonText
{
    /// <summary>For the one writer of a document: compact, only what must be escaped is.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>A text value; null is JSON's null.</summary>
    public static void Write(Utf8JsonWriter json, string? wire)
    {
        if (wire is null) json.WriteNullValue();
        else if (Ascii.IsValid(wire) || !HasHidden(wire)) json.WriteStringValue(wire);
        else json.WriteRawValue(Escape(wire), skipInputValidation: true);
    }

    /// <summary>A text value from octets; what is no UTF-8 becomes U+FFFD.</summary>
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> wire)
    {
        if (!wire.ContainsAnyInRange((byte)0x80, (byte)0xff)) json.WriteStringValue(wire);
        else Write(json, Encoding.UTF8.GetString(wire));
    }

    /// <summary>A moment: RFC 3339, UTC.</summary>
    public static void Write(Utf8JsonWriter json, Timestamp time)
    {
        Span<byte> text = stackalloc byte[Timestamp.MaxLength];
        json.WriteStringValue(text[..time.Format(text)]);
    }

    /// <summary>An address with its port; none is JSON's null.</summary>
    public static void Write(Utf8JsonWriter json, Endpoint endpoint)
    {
        if (endpoint.IsNone)
        {
            json.WriteNullValue();
            return;
        }
        Span<byte> text = stackalloc byte[Endpoint.MaxLength];
        json.WriteStringValue(text[..endpoint.Format(text)]);
    }

    /// <summary>A list of texts.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<string> texts)
    {
        json.WriteStartArray();
        for (var i = 0; i < texts.Count; i++) Write(json, texts[i]);
        json.WriteEndArray();
    }

    /// <summary>A named text, null where it is unknown.</summary>
    public static void Property(Utf8JsonWriter json, string name, string? wire)
    {
        json.WritePropertyName(name);
        Write(json, wire);
    }

    private static bool HasHidden(string wire)
    {
        foreach (var letter in wire)
        {
            if (IsHidden(letter)) return true;
        }
        return false;
    }

    // Format characters that the framework's relaxed encoder lets through: soft hyphen, joiners, bidi controls, ...
    private static bool IsHidden(char letter) => letter is '\u00ad' or (>= '\u0600' and <= '\u0605') or '\u061c' or '\u06dd' or '\u070f' or '\u08e2' or '\u180e'
        or (>= '\u200b' and <= '\u200f') or (>= '\u202a' and <= '\u202e') or (>= '\u2060' and <= '\u2064') or (>= '\u2066' and <= '\u206f')
        or (>= '\ufff9' and <= '\ufffb');

    private static string Escape(string wire)
    {
        var encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        var escaped = new StringBuilder(wire.Length + 16).Append('"');
        var from = 0;
        for (var i = 0; i <= wire.Length; i++)
        {
            if (i < wire.Length && !IsHidden(wire[i])) continue;
            escaped.Append(encoder.Encode(wire[from..i]));
            if (i < wire.Length) escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)wire[i]:x4}");
            from = i + 1;
        }
        return escaped.Append('"').ToString();
    }
}
