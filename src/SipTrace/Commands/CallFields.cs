using System.Text;
using SipTrace.Correlation;
using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Media;
using SipTrace.Correlation.Rtp;
using SipTrace.Correlation.Sip;
using SipTrace.Findings;
using SipTrace.Where;
using SipTrace.Wire.Sip;

namespace SipTrace.Commands;

/// <summary>Reads the fields of <c>--where</c> from the calls of a trace. What is looked up in all of it is looked up once, when it is first needed.</summary>
/// <param name="trace">A trace that does not change meanwhile.</param>
/// <param name="media">Tells which media belongs to which call.</param>
/// <param name="verdicts">Tells what the rules say.</param>
internal sealed class CallFields(Trace trace, Func<MediaIndex> media, Func<CallVerdicts> verdicts)
{
    private readonly Lazy<MediaIndex> media = new(media);
    private readonly Lazy<CallVerdicts> verdicts = new(verdicts);

    /// <summary>The fields of the calls of a trace.</summary>
    public CallFields(Trace trace)
        : this(trace, () => MediaIndex.Of(trace), () => new CallVerdicts(trace))
    {
    }

    /// <summary>The trace.</summary>
    public Trace Trace => trace;

    /// <summary>The values of a field; none where it is unknown.</summary>
    public IEnumerable<FieldValue> Read(Call call, Field field) => field.Name switch
    {
        "call_id" => [FieldValue.Of(call.CallId)],
        "method" => [FieldValue.Of(call.Method)],
        "state" => [FieldValue.Of(CallWords.Of(call.State))],
        "status" => call.FinalStatus is { } status ? [FieldValue.Of((double)status)] : [],
        "from" => Party(call.From),
        "to" => Party(call.To),
        "number" => Numbers(call),
        "ua" => call.UserAgents.Select(FieldValue.Of),
        "ip" => Addresses(call),
        "dur" => call.Duration is { } duration ? [FieldValue.Of(duration.TotalSeconds)] : [],
        "setup" => call.SetupTime is { } setup ? [FieldValue.Of(setup.TotalMilliseconds)] : [],
        "started" => [FieldValue.Of(call.Started)],
        "transport" => [FieldValue.Of(CallWords.Of(call.Transport))],
        "codec" => call.Codecs.Select(FieldValue.Of),
        "ice" => [FieldValue.Of(IceWords.Of(new IceOutcomes(trace, media.Value).Of(call)))],
        "mos" => CallStreams.LowestScore(Streams(call)) is { } score ? [FieldValue.Of(score)] : [],
        "loss" => Streams(call).Count > 0 ? [FieldValue.Of(Streams(call).Max(stream => stream.LossPercent))] : [],
        "rule" => verdicts.Value.Of(call).SelectMany(finding => new[] { finding.Rule.Code, finding.Rule.Name }).Distinct().Select(FieldValue.Of),
        "diagnosis" => verdicts.Value.Explain(call).Causes.SelectMany(cause => new[] { cause.Code, cause.Name }).Select(FieldValue.Of),
        _ => [],
    };

    private IReadOnlyList<RtpStream> Streams(Call call) => media.Value.StreamsOf(call);

    private static IEnumerable<FieldValue> Party(SipParty party)
    {
        yield return FieldValue.Of(party.Uri);
        if (party.Display.Length > 0) yield return FieldValue.Of(party.Display);
        if (UserOf(Encoding.UTF8.GetBytes(party.Uri)) is { } user) yield return FieldValue.Of(user);
    }

    private IEnumerable<FieldValue> Addresses(Call call)
    {
        foreach (var index in trace.MessagesOf(call))
        {
            var message = trace.Messages[index];
            yield return FieldValue.Of(trace.Endpoints[message.Source]);
            yield return FieldValue.Of(trace.Endpoints[message.Destination]);
        }
    }

    private IEnumerable<FieldValue> Numbers(Call call)
    {
        foreach (var uri in (string[])[call.From.Uri, call.To.Uri, call.RequestUri])
        {
            if (UserOf(Encoding.UTF8.GetBytes(uri)) is { } user) yield return FieldValue.Of(user);
        }
        foreach (var index in trace.MessagesOf(call))
        {
            foreach (var user in UsersIn(trace.TextOf(trace.Messages[index]).Span)) yield return FieldValue.Of(user);
        }
    }

    private static List<string> UsersIn(ReadOnlySpan<byte> message)
    {
        var users = new List<string>();
        if (!SipText.TryParse(message, isCut: true, out var text)) return users;
        Add(text.ListValues("From"u8));
        Add(text.ListValues("To"u8));
        Add(text.ListValues("P-Asserted-Identity"u8));
        Add(text.ListValues("Remote-Party-ID"u8));
        Add(text.ListValues("Diversion"u8));
        Add(text.ListValues("Contact"u8));
        return users;

        void Add(SipValueReader values)
        {
            while (values.MoveNext())
            {
                if (UserOf(SipAddress.Parse(values.Current).Uri) is { } user) users.Add(user);
            }
        }
    }

    // Escapes (%2B for +) are undone: the digits count, not their spelling.
    private static string? UserOf(ReadOnlySpan<byte> uri) =>
        SipUri.TryParse(uri, out var parts) && !parts.User.IsEmpty ? Uri.UnescapeDataString(Encoding.UTF8.GetString(parts.User)) : null;
}
