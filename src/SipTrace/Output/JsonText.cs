using System.Buffers;
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

    // Format characters that the framework's relaxed encoder lets through (soft hyphen, joiners, bidi controls, ...).
    private static readonly SearchValues<char> Hidden = SearchValues.Create(
        "\u00ad\u0600\u0601\u0602\u0603\u0604\u0605\u061c\u06dd\u070f\u08e2\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e" +
        "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\ufff9\ufffa\ufffb");

    /// <summary>A text value; null is JSON's null.</summary>
    public static void Write(Utf8JsonWriter json, string? wire)
    {
        if (wire is null) json.WriteNullValue();
        else if (!wire.AsSpan().ContainsAny(Hidden)) json.WriteStringValue(wire);
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

    private static string Escape(string wire)
    {
        var encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        var escaped = new StringBuilder(wire.Length + 16).Append('"');
        var from = 0;
        for (var i = 0; i <= wire.Length; i++)
        {
            if (i < wire.Length && !Hidden.Contains(wire[i])) continue;
            escaped.Append(encoder.Encode(wire[from..i]));
            if (i < wire.Length) escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)wire[i]:x4}");
            from = i + 1;
        }
        return escaped.Append('"').ToString();
    }
}
