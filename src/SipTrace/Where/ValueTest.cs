using System.Globalization;
using System.Text.RegularExpressions;
using SipTrace.Wire.Bytes;

namespace SipTrace.Where;

/// <summary>Turns the right side of a comparison into a test of values. What cannot be read is a <see cref="FormatException"/> that says what is allowed.</summary>
internal static class ValueTest
{
    /// <summary>The test; for <see cref="Operator.IsNot"/> that of <see cref="Operator.Is"/>.</summary>
    public static Func<FieldValue, bool> For(Field field, Operator op, string value) => field.Kind switch
    {
        FieldKind.Text => ForText(field, op, value),
        FieldKind.Digits => ForDigits(op, value),
        FieldKind.Address => ForAddress(op, value),
        _ => ForNumber(field, op, value),
    };

    /// <summary>A regular expression whose time is linear in the text, whatever it is.</summary>
    public static Regex Expression(string pattern, bool ignoreCase)
    {
        var options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        try
        {
            return new Regex(pattern, options);
        }
        catch (NotSupportedException)
        {
            throw new FormatException("look-around, back references and atomic groups are not supported in regular expressions");
        }
        catch (ArgumentException problem)
        {
            throw new FormatException("not a regular expression: " + problem.Message);
        }
    }

    private static Func<FieldValue, bool> ForText(Field field, Operator op, string value)
    {
        if (op == Operator.Matches)
        {
            var expression = Expression(value, ignoreCase: true);
            return candidate => expression.IsMatch(candidate.Text!);
        }
        RefuseOrder(field, op, "= != ~ in");
        if (field.Words.Length > 0 && !field.Words.Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            throw new FormatException($"'{value}' is no {field.Name}: {string.Join(' ', field.Words)}");
        }
        return candidate => value.Equals(candidate.Text, StringComparison.OrdinalIgnoreCase);
    }

    private static Func<FieldValue, bool> ForDigits(Operator op, string value)
    {
        if (op == Operator.Matches)
        {
            var expression = Expression(value, ignoreCase: true);
            return candidate => PhoneNumber.DigitsOf(candidate.Text) is { } number && expression.IsMatch(number);
        }
        RefuseOrder(Field.Number, op, "= != ~ in");
        var digits = PhoneNumber.DigitsOf(value) ?? throw new FormatException($"'{value}' is no telephone number");
        return candidate => PhoneNumber.DigitsOf(candidate.Text) == digits;
    }

    private static Func<FieldValue, bool> ForAddress(Operator op, string value)
    {
        if (op == Operator.Matches)
        {
            var expression = Expression(value, ignoreCase: true);
            return candidate => expression.IsMatch(candidate.Address.ToString());
        }
        RefuseOrder(Field.Ip, op, "= != ~ in");
        var network = Network.Parse(value);
        return candidate => network.Contains(candidate.Address);
    }

    private static Func<FieldValue, bool> ForNumber(Field field, Operator op, string value)
    {
        if (op == Operator.Matches) throw new FormatException($"'{field.Name}' knows = != < <= > >= in");
        if (op is Operator.Is or Operator.IsNot && value.IndexOf("..", StringComparison.Ordinal) is >= 0 and var dots)
        {
            var low = dots == 0 ? double.NegativeInfinity : ReadNumber(field, value[..dots]);
            var high = dots + 2 == value.Length ? double.PositiveInfinity : ReadNumber(field, value[(dots + 2)..]);
            return candidate => candidate.Number >= low && candidate.Number <= high;
        }
        var number = ReadNumber(field, value);
        return op switch
        {
            Operator.Less => candidate => candidate.Number < number,
            Operator.AtMost => candidate => candidate.Number <= number,
            Operator.Greater => candidate => candidate.Number > number,
            Operator.AtLeast => candidate => candidate.Number >= number,
            _ => candidate => candidate.Number.Equals(number),
        };
    }

    private static double ReadNumber(Field field, string value) => field.Kind switch
    {
        FieldKind.Time => FieldValue.Of(ReadTime(value)).Number,
        FieldKind.Seconds => ReadSpan(value, bareUnit: 1),
        FieldKind.Milliseconds => ReadSpan(value, bareUnit: 0.001) * 1000,
        _ => Read(value, value, "a number"),
    };

    private static double ReadSpan(string value, double bareUnit)
    {
        var (unit, digits) = value switch
        {
            [.. var head, 'm', 's'] => (0.001, head),
            [.. var head, 's'] => (1.0, head),
            [.. var head, 'm'] => (60.0, head),
            [.. var head, 'h'] => (3600.0, head),
            _ => (bareUnit, value),
        };
        return Read(digits, value, "a duration (31, 31s, 500ms, 2m, 1h)") * unit;
    }

    private static double Read(string digits, string value, string what) =>
        double.TryParse(digits, NumberStyles.Float & ~NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new FormatException($"'{value}' is not {what}");

    private static Timestamp ReadTime(string value) => Moment.TryParse(value, out var time)
        ? time
        : throw new FormatException($"'{value}' is not a time (2026-08-07T10:15:00Z; without a zone it is UTC)");

    private static void RefuseOrder(Field field, Operator op, string allowed)
    {
        if (op is not (Operator.Is or Operator.IsNot)) throw new FormatException($"'{field.Name}' knows {allowed}");
    }
}
