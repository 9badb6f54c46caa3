using System.Globalization;
using System.Text.RegularExpressions;
using SipTrace.Capture;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Where;
using SipTrace.Wire.Bytes;

namespace SipTrace.Commands;

/// <summary>Which calls the user wants: -C, -c, -m, --where, --from and --to.</summary>
internal sealed class CallChoice
{
    private readonly Arguments arguments;
    private readonly Condition? condition;
    private readonly Regex? match;

    /// <summary>Reads the arguments, so that a mistake in them is told before a long read.</summary>
    public CallChoice(Arguments arguments)
    {
        this.arguments = arguments;
        if (arguments.Where is { } where) condition = WhereParser.Parse(where);
        if (arguments.Match is { } pattern) match = ReadExpression(pattern, arguments.IgnoreCase);
        CheckTime("--from", arguments.From);
        CheckTime("--to", arguments.To);
    }

    /// <summary>Whether every call is wanted.</summary>
    public bool IsAll => arguments is { Calls.Count: 0, Where: null, Match: null, CallsOnly: false, From: null, To: null };

    /// <summary>The calls of a trace that are wanted, in the order of their numbers.</summary>
    public IReadOnlyList<Call> From(Trace trace)
    {
        if (IsAll) return trace.Calls;
        var named = arguments.Calls.Count == 0 ? trace.Calls : Named(trace);
        var fields = new CallFields(trace);
        return [.. named.Where(call => IsInTime(trace, call) && Holds(fields, call))];
    }

    /// <summary>Whether a call of a trace that may still grow is wanted: there, what -C names need not have come yet.</summary>
    public bool Wants(CallFields fields, Call call) =>
        (arguments.Calls.Count == 0 || arguments.Calls.Any(selector => IsMeant(selector, call))) && IsInTime(fields.Trace, call) && Holds(fields, call);

    /// <summary>Whether -c, -m and --where hold for a call.</summary>
    public bool Holds(CallFields fields, Call call) =>
        (!arguments.CallsOnly || call.IsInvite)
        && (match is null || Matches(fields.Trace, call) != arguments.Invert)
        && (condition is null || condition.Holds(call, new FieldReader<Call>(fields.Read)));

    private List<Call> Named(Trace trace)
    {
        var wanted = new SortedSet<int>();
        foreach (var selector in arguments.Calls)
        {
            if (selector.All(char.IsAsciiDigit))
            {
                var isNumber = int.TryParse(selector, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
                if (!isNumber || number < 1 || number > trace.Calls.Count) throw NotFound(selector, trace);
                wanted.Add(number - 1);
                continue;
            }
            var callId = selector.StartsWith("id:", StringComparison.Ordinal) ? selector[3..] : selector;
            var before = wanted.Count;
            for (var i = 0; i < trace.Calls.Count; i++)
            {
                if (trace.Calls[i].CallId == callId || trace.Calls[i].CallId == selector) wanted.Add(i);
            }
            if (wanted.Count == before && !wanted.Any(i => trace.Calls[i].CallId == callId)) throw NotFound(selector, trace);
        }
        return [.. wanted.Select(index => trace.Calls[index])];
    }

    private static bool IsMeant(string selector, Call call) => selector.All(char.IsAsciiDigit)
        ? int.TryParse(selector, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number == call.Number
        : call.CallId == selector || selector.StartsWith("id:", StringComparison.Ordinal) && call.CallId == selector[3..];

    private bool IsInTime(Trace trace, Call call) =>
        (TimeOf(arguments.From, trace) is not { } start || call.LastSeen >= start) && (TimeOf(arguments.To, trace) is not { } end || call.Started <= end);

    private static UserError NotFound(string selector, Trace trace) => new($"-C {selector}: there is no such call", trace.Calls.Count switch
    {
        0 => "no call was found in the input",
        1 => "there is one call: -C 1",
        var count => $"there are {count} calls: `siptrace calls` lists them",
    });

    private bool Matches(Trace trace, Call call)
    {
        foreach (var index in trace.MessagesOf(call))
        {
            if (match!.IsMatch(System.Text.Encoding.UTF8.GetString(trace.TextOf(trace.Messages[index]).Span))) return true;
        }
        return false;
    }

    private static Regex ReadExpression(string pattern, bool ignoreCase)
    {
        try
        {
            return ValueTest.Expression(pattern, ignoreCase);
        }
        catch (FormatException problem)
        {
            throw new UserError($"-m: {problem.Message}");
        }
    }

    private static void CheckTime(string option, string? text)
    {
        if (text is null || IsSeconds(text, out _) || Moment.TryParse(text, out _)) return;
        throw new UserError($"{option}: '{text}' is no time", "write 2026-08-07T10:15:00Z, or seconds after the first packet: 12.5");
    }

    private static Timestamp? TimeOf(string? text, Trace trace)
    {
        if (text is null) return null;
        if (Moment.TryParse(text, out var moment)) return moment;
        return trace.Statistics.First is { } first && IsSeconds(text, out var seconds) ? first + TimeSpan.FromSeconds(seconds) : null;
    }

    private static bool IsSeconds(string text, out double seconds) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds) && seconds < 1e9;
}
