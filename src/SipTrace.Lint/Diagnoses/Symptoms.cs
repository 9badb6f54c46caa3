using System.Globalization;
using System.Text;
using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Sip;
using SipTrace.Lint.Rtp;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sip;

namespace SipTrace.Lint.Diagnoses;

/// <summary>A call with its findings, and the causes found so far: what a diagnosis looks at.</summary>
internal sealed class Symptoms(LintedCall call, IReadOnlyList<Finding> findings)
{
    /// <summary>The call with its evidence.</summary>
    public LintedCall Linted { get; } = call;

    /// <summary>The call.</summary>
    public Call Call => Linted.Call;

    /// <summary>What its packets prove.</summary>
    public CallEvidence Seen => Linted.Seen;

    /// <summary>What the rules found in it.</summary>
    public IReadOnlyList<Finding> Findings { get; } = findings;

    /// <summary>The causes that were found, in the order of the catalogue.</summary>
    public List<Cause> Causes { get; } = [];

    /// <summary>Its messages, each once on each leg.</summary>
    public List<TranscriptMessage> Messages => Linted.Messages;

    /// <summary>Its streams of audio and video that were agreed.</summary>
    public IReadOnlyList<AgreedStream> Streams => Linted.AgreedStreams;

    /// <summary>Whether somebody hears nothing.</summary>
    public bool IsUnheard => Has("RTP001", "RTP002");

    /// <summary>Whether one of the rules found something.</summary>
    public bool Has(params ReadOnlySpan<string> codes) => First(codes) is not null;

    /// <summary>The first finding of the first of the rules that found something.</summary>
    public Finding? First(params ReadOnlySpan<string> codes)
    {
        if (Findings.Count == 0) return null;
        foreach (var code in codes)
        {
            for (var i = 0; i < Findings.Count; i++)
            {
                if (Findings[i].Rule.Code == code) return Findings[i];
            }
        }
        return null;
    }

    /// <summary>Whether one of these diagnoses was made, and is sure.</summary>
    public bool IsSure(params ReadOnlySpan<string> codes)
    {
        foreach (var cause in Causes)
        {
            if (cause.Confidence == Confidence.Sure && codes.Contains(cause.Code)) return true;
        }
        return false;
    }

    /// <summary>A party by the user of its URI.</summary>
    public string NameOf(string tag)
    {
        var uri = (tag == Call.From.Tag ? Call.From : Call.To).Uri;
        if (SipUri.TryParse(Encoding.UTF8.GetBytes(uri), out var parts) && !parts.User.IsEmpty) return Encoding.UTF8.GetString(parts.User);
        return tag == Call.From.Tag ? "the caller" : "the callee";
    }

    /// <summary>The other party by the user of its URI.</summary>
    public string PeerNameOf(string tag) => NameOf(PeerOf(tag));

    /// <summary>The tag of the other party.</summary>
    public string PeerOf(string tag) => tag == Call.From.Tag ? Call.To.Tag ?? "" : Call.From.Tag ?? "";

    /// <summary>Seconds since the call began.</summary>
    public string After(Timestamp time) => Seconds(time - Call.Started);

    /// <summary>A time in seconds, for people.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString(time.TotalSeconds < 10 ? "0.0"
        : "0", CultureInfo.InvariantCulture);

    /// <summary>A message as evidence.</summary>
    public static Evidence EvidenceOf(TranscriptMessage message, string what) => new(message.Record.File, message.Frame, what);

    /// <summary>A finding and what proves it, as evidence.</summary>
    public static IEnumerable<Evidence> EvidenceOf(Finding finding)
    {
        if (finding.Place.Frame > 0) yield return new Evidence(finding.Place.File, finding.Place.Frame,
            $"{finding.Rule.Code} {finding.Message}");
        foreach (var more in finding.Evidence) yield return more;
    }

    /// <summary>A message in words: <c>INVITE</c>, <c>200 to the INVITE</c>.</summary>
    public static string Words(TranscriptMessage message) => message.IsRequest ? message.Method
        : message.Method.Length > 0 ? $"{message.Status} to the {message.Method}" : $"{message.Status}";
}
