using SipTrace.Capture;
using SipTrace.Where;

namespace SipTrace.Screens;

/// <summary>The window that writes an expression of <c>--where</c> out of its fields.</summary>
internal static class FilterForm
{
    private static readonly (string Label, Func<string, string> Write)[] fields =
    [
        ("method (INVITE, ...)", value => $"method in ({List(value)})"),
        ("state", value => $"state in ({List(value)})"),
        ("status (486, >=500)", value => "status" + (value[0] is '<' or '>' or '=' or '!' ? value : "=" + value)),
        ("from", value => "from~" + Pattern(value)),
        ("to", value => "to~" + Pattern(value)),
        ("number", value => "number=" + Quoted(value)),
        ("address", value => $"ip in ({List(value)})"),
        ("user agent", value => "ua~" + Pattern(value)),
        ("started after", value => "started>=" + Quoted(value)),
        ("started before", value => "started<=" + Quoted(value)),
        ("ICE", value => $"ice in ({List(value)})"),
        ("rule", value => $"rule in ({List(value)})"),
        ("diagnosis", value => $"diagnosis in ({List(value)})"),
        ("or any expression", value => value),
    ];

    /// <summary>Makes it.</summary>
    /// <param name="stack">The other screens.</param>
    /// <param name="expression">What the list is filtered by now.</param>
    /// <param name="take">Takes the expression.</param>
    public static FormScreen Of(ScreenStack stack, string expression, Action<string> take) => new(stack, "filter",
        fields.Select((field, i) => (field.Label, i == fields.Length - 1 ? expression : "")), Judge, values => take(Write(values)));

    private static string Write(string[] values) =>
        string.Join(" and ", values.Select((value, i) => value.Trim() is { Length: > 0 } given ? fields[i].Write(given) : "").Where(part => part.Length > 0));

    private static string Judge(string[] values)
    {
        var expression = Write(values);
        if (expression.Length == 0) return "";
        try
        {
            WhereParser.Parse(expression);
            return expression;
        }
        catch (UserError mistake)
        {
            return values[^1].Trim() == expression ? "words to look for: " + expression : mistake.Message;
        }
    }

    private static string List(string values) => string.Join(',', values.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(Quoted));

    private static string Pattern(string value) => Quoted(System.Text.RegularExpressions.Regex.Escape(value));

    private static string Quoted(string value) => value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or ':' or '-' or '+' or '_' or '/')
        ? value
        : "\"" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
