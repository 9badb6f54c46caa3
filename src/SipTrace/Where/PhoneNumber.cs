namespace SipTrace.Where;

/// <summary>Telephone numbers as digits, so that +34 600-111-222, 0034600111222 and 34600111222 are one.</summary>
internal static class PhoneNumber
{
    /// <summary>The digits without +, 00 and separators; null where the text holds anything else.</summary>
    public static string? DigitsOf(ReadOnlySpan<char> text)
    {
        Span<char> digits = text.Length <= 64 ? stackalloc char[text.Length] : new char[text.Length];
        var count = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c)) digits[count++] = c;
            else if (c is not ('+' or '-' or '.' or '(' or ')' or ' ' or '/')) return null;
        }
        digits = digits[..count];
        if (digits.StartsWith("00")) digits = digits[2..];
        return digits.Length == 0 ? null : digits.ToString();
    }
}
