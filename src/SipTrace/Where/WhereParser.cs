using SipTrace.Capture;

namespace SipTrace.Where;

/// <summary>Reads the expression language of <c>--where</c>: <c>status>=500 and (ua~yealink or not ip in 10.0.0.0/8)</c>.</summary>
/// <remarks>
/// or := and ("or" and)*; and := not ("and" not)*; not := "not" not | "(" or ")" | field operator value.
/// What stands after an operator is a word (to the next blank or unmatched bracket) or a quoted text.
/// </remarks>
internal ref struct WhereParser
{
    private const int DeepestNesting = 100;

    private readonly string text;
    private int at, depth;

    private WhereParser(string text) => this.text = text;

    /// <summary>Parses a whole expression.</summary>
    /// <exception cref="UserError">It is none; the message names the column and what may stand there.</exception>
    public static Condition Parse(string text)
    {
        var parser = new WhereParser(text);
        var condition = parser.ParseOr();
        if (parser.Peek() != '\0') throw parser.Error(parser.at, parser.Peek() == ')' ? "a ) without its (" : "expected 'and', 'or' or the end");
        return condition;
    }

    private Condition ParseOr()
    {
        if (++depth > DeepestNesting) throw Error(at, "too many nested brackets");
        var parts = new List<Condition> { ParseAnd() };
        while (TakeWord("or")) parts.Add(ParseAnd());
        depth--;
        return parts.Count == 1 ? parts[0] : new Any(parts);
    }

    private Condition ParseAnd()
    {
        var parts = new List<Condition> { ParseNot() };
        while (TakeWord("and")) parts.Add(ParseNot());
        return parts.Count == 1 ? parts[0] : new All(parts);
    }

    private Condition ParseNot()
    {
        var isNegated = false;
        while (TakeWord("not")) isNegated = !isNegated;
        Condition condition;
        if (Peek() == '(')
        {
            var open = at++;
            condition = ParseOr();
            if (Peek() != ')') throw Error(open, "this ( has no )");
            at++;
        }
        else condition = ParseComparison();
        return isNegated ? new Not(condition) : condition;
    }

    private Condition ParseComparison()
    {
        var field = ParseField();
        var (op, isIn) = ParseOperator(field);
        Peek();
        var start = at;
        if (!isIn || text.AsSpan(at) is not ['(', ..]) return Compare(field, op, ParseValue(field), start);
        var tests = new List<Func<FieldValue, bool>>();
        do
        {
            at++;
            Peek();
            start = at;
            tests.Add(Compare(field, op, ParseValue(field, isInList: true), start).Test);
        }
        while (Peek() == ',');
        if (Peek() != ')') throw Error(at, "expected , or ) in the list of values");
        at++;
        return new Comparison(field, false, value => tests.Exists(test => test(value)));
    }

    private Comparison Compare(Field field, Operator op, string value, int column)
    {
        try
        {
            return new Comparison(field, op == Operator.IsNot, ValueTest.For(field, op, value));
        }
        catch (FormatException problem)
        {
            throw Error(column, problem.Message);
        }
    }

    private Field ParseField()
    {
        Peek();
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_')) at++;
        var name = text[start..at];
        foreach (var field in Field.All) if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return field;
        throw Error(start, (name.Length == 0 ? "expected a field" : $"no field is called '{name}'") + ": " + string.Join(' ', Field.All.Select(f => f.Name)));
    }

    private (Operator, bool IsIn) ParseOperator(Field field)
    {
        var c = Peek();
        var start = at;
        if (TakeWord("in")) return (Operator.Is, true);
        var next = at + 1 < text.Length ? text[at + 1] : '\0';
        at += c == '!' || c is '<' or '>' or '=' && next == '=' ? 2 : 1;
        return c switch
        {
            '=' or ':' => (Operator.Is, false),
            '!' when next == '=' => (Operator.IsNot, false),
            '~' => (Operator.Matches, false),
            '<' => (next == '=' ? Operator.AtMost : Operator.Less, false),
            '>' => (next == '=' ? Operator.AtLeast : Operator.Greater, false),
            _ => throw Error(start, $"expected an operator after '{field.Name}': = != ~ < <= > >= in"),
        };
    }

    private string ParseValue(Field field, bool isInList = false)
    {
        var quote = at < text.Length ? text[at] : '\0';
        if (quote is '"' or '\'') return ParseQuoted(quote);
        int start = at, open = 0;
        for (; at < text.Length && !char.IsWhiteSpace(text[at]); at++)
        {
            if (text[at] == ',' && isInList && open == 0) break;
            if (text[at] == '\\' && at + 1 < text.Length) at++;
            else if (text[at] == '(') open++;
            else if (text[at] == ')' && --open < 0) break;
        }
        if (at == start) throw Error(start, $"expected a value for '{field.Name}'");
        return text[start..at];
    }

    // A backslash takes the quote or another backslash literally; any other stays, for it belongs to a regular expression.
    private string ParseQuoted(char quote)
    {
        var start = at++;
        var value = new System.Text.StringBuilder();
        for (; at < text.Length && text[at] != quote; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && (text[at + 1] == quote || text[at + 1] == '\\' && quote == '"')) at++;
            value.Append(text[at]);
        }
        if (at == text.Length) throw Error(start, $"this {quote} is never closed");
        at++;
        return value.ToString();
    }

    // Skips blanks; '\0' at the end.
    private char Peek()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at < text.Length ? text[at] : '\0';
    }

    private bool TakeWord(string word)
    {
        Peek();
        var end = at + word.Length;
        if (!text.AsSpan(at).StartsWith(word, StringComparison.OrdinalIgnoreCase)) return false;
        if (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) return false;
        at = end;
        return true;
    }

    private readonly UserError Error(int column, string problem) => new(
        $"--where, column {column + 1}: {problem}",
        "for example: --where 'status>=500 and ua~yealink'");
}
