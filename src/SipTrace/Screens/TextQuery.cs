using System.Globalization;
using SipTrace.Capture;
using SipTrace.Commands;
using SipTrace.Correlation.Sip;
using SipTrace.Where;

namespace SipTrace.Screens;

/// <summary>What was typed to find calls: an expression of <c>--where</c>, or words that all must stand somewhere in the call's row.</summary>
internal sealed class TextQuery
{
    private readonly Condition? condition;
    private readonly string[] words = [];

    /// <summary>Reads what was typed. Anything is a query: what is no expression is words.</summary>
    public TextQuery(string text)
    {
        Text = text;
        try
        {
            if (text.AsSpan().IndexOfAny("=~<>:!") >= 0 || text.Contains(" in ", StringComparison.OrdinalIgnoreCase)) condition = WhereParser.Parse(text);
        }
        catch (UserError mistake)
        {
            Mistake = mistake.Message;
        }
        if (condition is null) words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>What was typed.</summary>
    public string Text { get; }

    /// <summary>Whether all calls are meant.</summary>
    public bool IsEmpty => condition is null && words.Length == 0;

    /// <summary>Whether it is an expression.</summary>
    public bool IsExpression => condition is not null;

    /// <summary>Why it is no expression, where it looks like one.</summary>
    public string? Mistake { get; }

    /// <summary>Whether what this finds is among what the other finds.</summary>
    /// <remarks>A number may be that of a call, which no shorter one is.</remarks>
    public bool Narrows(TextQuery other) => !IsExpression && !other.IsExpression && Text.StartsWith(other.Text, StringComparison.Ordinal)
        && (words.Length == 0 || !words[^1].All(char.IsAsciiDigit));

    /// <summary>Whether the rules must be asked for it.</summary>
    public bool AsksForVerdicts => condition is not null && (condition.AsksFor(Field.Rule) || condition.AsksFor(Field.Diagnosis));

    /// <summary>Whether it finds a call.</summary>
    public bool Finds(Call call, CallFields fields)
    {
        if (condition is not null) return condition.Holds(call, new FieldReader<Call>(fields.Read));
        foreach (var word in words)
        {
            if (!Stands(word, call)) return false;
        }
        return true;
    }

    private static bool Stands(string word, Call call)
    {
        return In(call.From.Uri) || In(call.To.Uri) || In(call.From.Display) || In(call.To.Display) || In(call.Method) || In(CallWords.Of(call.State))
            || In(call.RequestUri) || In(call.Reason) || In(call.CallId) || In(call.Source.ToString()) || In(call.Destination.ToString())
            || call.FinalStatus is { } status && In(status.ToString(CultureInfo.InvariantCulture))
            || call.UserAgents.Any(In) || call.Codecs.Any(In) || word == call.Number.ToString(CultureInfo.InvariantCulture);

        bool In(string? text) => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
    }
}
