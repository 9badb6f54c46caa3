using SipTrace.Wire.Bytes;

namespace SipTrace.Where;

/// <summary>One value of a field. A field may have none or several; which part counts is said by the field's kind.</summary>
internal readonly record struct FieldValue(string? Text, double Number, Endpoint Address)
{
    /// <summary>A text.</summary>
    public static FieldValue Of(string text) => new(text, 0, default);

    /// <summary>A number, in the unit of the field.</summary>
    public static FieldValue Of(double number) => new(null, number, default);

    /// <summary>A moment.</summary>
    public static FieldValue Of(Timestamp time) => new(null, time.Nanoseconds / 1e3, default);

    /// <summary>An address.</summary>
    public static FieldValue Of(Endpoint address) => new(null, 0, address);
}
