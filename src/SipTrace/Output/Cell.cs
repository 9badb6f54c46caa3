using System.Globalization;
using System.Text.Json;
using SipTrace.Wire.Bytes;

namespace SipTrace.Output;

/// <summary>One value of a table: nothing, a text from the wire, a number, a moment or a truth.</summary>
internal readonly struct Cell : IComparable<Cell>
{
    private enum Kind : byte { None, Text, Integer, Fraction, Time, Truth }

    private readonly Kind kind;
    private readonly byte digits;
    private readonly long integer;
    private readonly double fraction;
    private readonly string? text;

    private Cell(Kind kind, string? text = null, long integer = 0, double fraction = 0, int digits = 0)
    {
        this.kind = kind;
        this.text = text;
        this.integer = integer;
        this.fraction = fraction;
        this.digits = (byte)digits;
    }

    /// <summary>A text as it was on the wire; null is nothing.</summary>
    public static Cell Of(string? wire) => wire is null ? default : new Cell(Kind.Text, wire);

    /// <summary>A whole number.</summary>
    public static Cell Of(long? number) => number is { } n ? new Cell(Kind.Integer, integer: n) : default;

    /// <summary>A number with so many digits after the point, trailing zeros left out.</summary>
    public static Cell Of(double? number, int digits) =>
        number is { } n && double.IsFinite(n) ? new Cell(Kind.Fraction, fraction: Math.Round(n, digits), digits: digits) : default;

    /// <summary>A moment.</summary>
    public static Cell Of(Timestamp? time) => time is { } t ? new Cell(Kind.Time, integer: t.Nanoseconds) : default;

    /// <summary>A truth; null is unknown.</summary>
    public static Cell Of(bool? truth) => truth is { } t ? new Cell(Kind.Truth, integer: t ? 1 : 0) : default;

    /// <summary>Whether it is a number, which stands to the right in a table.</summary>
    public bool IsNumber => kind is Kind.Integer or Kind.Fraction;

    /// <summary>Whether there is nothing.</summary>
    public bool IsNone => kind == Kind.None;

    /// <summary>For people and CSV: visible text; moments by the clock, or RFC 3339 without one.</summary>
    public string ToText(Clock? clock) => kind switch
    {
        Kind.None => "",
        Kind.Text => WireText.Clean(text!),
        Kind.Integer => integer.ToString(CultureInfo.InvariantCulture),
        Kind.Fraction when clock is not null => fraction.ToString("F" + digits, CultureInfo.InvariantCulture),
        Kind.Fraction => fraction.ToString(CultureInfo.InvariantCulture),
        Kind.Time when clock is not null => clock.DateAndTime(new Timestamp(integer)),
        Kind.Time => new Timestamp(integer).ToString(),
        _ => integer != 0 ? "true" : "false",
    };

    /// <summary>As a JSON value.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        switch (kind)
        {
            case Kind.None: json.WriteNullValue(); break;
            case Kind.Text: JsonText.Write(json, text!); break;
            case Kind.Integer: json.WriteNumberValue(integer); break;
            case Kind.Fraction: json.WriteNumberValue(fraction); break;
            case Kind.Time: JsonText.Write(json, new Timestamp(integer)); break;
            default: json.WriteBooleanValue(integer != 0); break;
        }
    }

    /// <summary>Nothing first, numbers and moments by size, texts by their characters whatever their case.</summary>
    public int CompareTo(Cell other)
    {
        if (kind != other.kind) return kind.CompareTo(other.kind);
        return kind switch
        {
            Kind.Text => string.Compare(text, other.text, StringComparison.OrdinalIgnoreCase),
            Kind.Fraction => fraction.CompareTo(other.fraction),
            _ => integer.CompareTo(other.integer),
        };
    }
}
