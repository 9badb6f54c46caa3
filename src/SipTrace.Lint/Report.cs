using System.Runtime.CompilerServices;
using SipTrace.Correlation;

namespace SipTrace.Lint;

/// <summary>Takes the breaches that the rules find in one call, and folds them into findings.</summary>
public sealed class Report
{
    private const int Few = 8;

    private readonly LintedCall? call;
    private readonly List<Breach> breaches = [];
    private Rule rule = null!;

    internal Report(LintedCall? call) => this.call = call;

    /// <summary>Reports one breach of the rule that is being checked.</summary>
    /// <param name="place">The line, header or packet that is marked.</param>
    /// <param name="message">What is wrong, in one sentence.</param>
    /// <param name="evidence">Further packets that prove it.</param>
    /// <param name="once">Breaches of the rule in this call with the same text here are one finding; null: as <see cref="Rule.Fold"/>
    /// says.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]      // few rules find anything: they stay small
    public void Add(Place place, string message, IReadOnlyList<Evidence>? evidence = null, string? once = null) =>
        breaches.Add(new Breach(rule, place, message, evidence ?? [], once));

    internal void Begin(Rule next) => rule = next;

    /// <summary>The findings in the order of their packets.</summary>
    internal List<Finding> Fold()
    {
        if (breaches.Count == 0) return [];
        breaches.SortStably(InOrder);
        if (AreOfDifferentRules()) return breaches.ConvertAll(Make);
        var first = new Dictionary<(Rule, object), Told>();
        var findings = new List<Finding>();
        foreach (var breach in breaches)
        {
            var key = (breach.Rule, KeyOf(breach));
            if (first.TryGetValue(key, out var earlier))
            {
                // Several lines of one message are several findings, unless the rule speaks once; the same message on a later leg is none.
                var isSameMessage = earlier.Breach.Place.Message == breach.Place.Message
                    && earlier.Breach.Place.Frame == breach.Place.Frame;
                if (IsOnce(breach))
                {
                    if (earlier.IsNew(LogicalMessage(breach.Place))) earlier.Finding.Count++;
                    continue;
                }
                if (!isSameMessage || earlier.Breach.Place.Offset == breach.Place.Offset) continue;
            }
            if (!IsOnce(breach) && Repeats(findings, breach) is { } repeated)
            {
                repeated.Count++;
                first.TryAdd(key, new Told(breach, repeated));
                continue;
            }
            var finding = Make(breach);
            findings.Add(finding);
            first.TryAdd(key, new Told(breach, finding));
        }
        return findings;
    }

    private static int InOrder(Breach one, Breach other)
    {
        var (a, b) = (one.Place, other.Place);
        if (a.Time != b.Time) return a.Time.CompareTo(b.Time);
        if (a.File != b.File) return a.File.CompareTo(b.File);
        return a.Frame != b.Frame ? a.Frame.CompareTo(b.Frame) : a.Offset.CompareTo(b.Offset);
    }

    // Then nothing is to be folded; so it is in most calls.
    private bool AreOfDifferentRules()
    {
        if (breaches.Count > Few) return false;
        for (var i = 1; i < breaches.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (breaches[i].Rule == breaches[j].Rule) return false;
            }
        }
        return true;
    }

    // The same said of the same line of the same sender in another message.
    private static Finding? Repeats(List<Finding> findings, Breach breach)
    {
        var place = breach.Place;
        return place.Message is null ? null : findings.Find(f => f.Rule == breach.Rule && f.Message == breach.Message
            && f.Place.Sender == place.Sender && f.Place.Message is { } message && message != place.Message
            && f.Place.Text.Span.Slice(f.Place.Offset, f.Place.Length).SequenceEqual(place.Text.Span.Slice(place.Offset, place.Length)));
    }

    private Finding Make(Breach breach) => new()
    {
        Rule = breach.Rule,
        Severity = breach.Rule.Severity,
        Message = breach.Message,
        Place = breach.Place,
        Call = call?.Call,
        Evidence = breach.Evidence,
        Agent = call?.AgentOf(breach.Place) ?? "",
    };

    private static bool IsOnce(Breach breach) => breach.Once is not null || breach.Rule.Fold != Lint.Fold.Message;

    private static object KeyOf(Breach breach) => breach.Once ?? breach.Rule.Fold switch
    {
        Lint.Fold.Call => "",
        Lint.Fold.Agent => breach.Place.Sender,
        _ => (LogicalMessage(breach.Place), breach.Place.Media) as object,
    };

    private static object LogicalMessage(Place place) => place.Message is { } message ? message.Logical
        : (place.File, place.Frame, place.Sender);

    // A finding, and the breach that made it.
    private sealed class Told(Breach breach, Finding finding)
    {
        private HashSet<object>? messages;      // once there are several

        public Breach Breach { get; } = breach;

        public Finding Finding { get; } = finding;

        /// <summary>Whether the breach was not seen in a logical message before.</summary>
        public bool IsNew(object message)
        {
            var first = LogicalMessage(Breach.Place);
            return !message.Equals(first) && (messages ??= [first]).Add(message);
        }
    }

    private sealed record Breach(Rule Rule, Place Place, string Message, IReadOnlyList<Evidence> Evidence, string? Once);
}
