using SipTrace.Correlation.Sip;

namespace SipTrace.Lint;

/// <summary>The SDP of one dialog on one leg: what each side said, in order.</summary>
public sealed class DialogTrail
{
    private bool? saysDifferentThings;

    /// <summary>The leg.</summary>
    public required Leg Leg { get; init; }

    /// <summary>Tag of the side that sent the INVITE which made the dialog.</summary>
    public required string CallerTag { get; init; }

    /// <summary>Tag of the other side; empty where none answered.</summary>
    public required string CalleeTag { get; init; }

    /// <summary>All bodies in time order; the offer of a forked INVITE stands in each of its dialogs.</summary>
    public List<SdpBody> Bodies { get; } = [];

    /// <summary>The exchanges of the dialog in time order.</summary>
    public List<Exchange> Exchanges { get; } = [];

    /// <summary>Whether a side said anything but the same body again.</summary>
    public bool SaysDifferentThings => saysDifferentThings ??= ReadDifferences();

    /// <summary>What one side said, in time order.</summary>
    public List<SdpBody> Of(string tag) => Bodies.FindAll(body => body.Message!.SenderTag == tag);

    /// <summary>Each body that differs from the one that the same side said before it, with that one.</summary>
    public List<(SdpBody Before, SdpBody After)> Steps => field ??= ReadSteps();

    private bool ReadDifferences()
    {
        for (var i = 1; i < Bodies.Count; i++)
        {
            for (var before = i - 1; before >= 0; before--)
            {
                if (Bodies[before].Message!.SenderTag != Bodies[i].Message!.SenderTag) continue;
                if (Bodies[before].Document != Bodies[i].Document) return true;
                break;
            }
        }
        return false;
    }

    private List<(SdpBody Before, SdpBody After)> ReadSteps()
    {
        List<(SdpBody, SdpBody)> steps = [];
        Read(CallerTag, steps);
        if (CalleeTag != CallerTag) Read(CalleeTag, steps);
        return steps;
    }

    private void Read(string tag, List<(SdpBody, SdpBody)> steps)
    {
        SdpBody? before = null;
        foreach (var body in Bodies)
        {
            if (body.Message!.SenderTag != tag) continue;
            // What is said again to the octet is no step.
            if (before is not null && before.Document != body.Document) steps.Add((before, body));
            before = body;
        }
    }

    /// <summary>Each body with what its sender said before it, refused offers left out; the first of each side is not among them.</summary>
    internal Dictionary<SdpBody, SdpBody> Before => field ??= ReadBefore();

    internal static List<DialogTrail> Read(LintedCall call)
    {
        var trails = new List<DialogTrail>();
        foreach (var body in call.Bodies)
        {
            // OPTIONS and the like tell what a side can do, not what it does.
            if (body.Message is not { Method: "INVITE" or "ACK" or "PRACK" or "UPDATE" } message) continue;
            if (message.ToTag.Length > 0) Find(trails, message);
        }
        foreach (var body in call.Bodies)
        {
            if (body.Message is not { Method: "INVITE" or "ACK" or "PRACK" or "UPDATE" } message) continue;
            var isOfNone = true;
            foreach (var trail in trails)
            {
                if (!trail.Has(message)) continue;
                trail.Bodies.Add(body);
                isOfNone = false;
            }
            if (isOfNone) Find(trails, message).Bodies.Add(body);
        }
        foreach (var exchange in call.Exchanges)
        {
            foreach (var trail in trails)
            {
                if (trail.Has(exchange.Answer.Message!)) trail.Exchanges.Add(exchange);
            }
        }
        return trails;
    }

    private Dictionary<SdpBody, SdpBody> ReadBefore()
    {
        var before = new Dictionary<SdpBody, SdpBody>(Bodies.Count);
        for (var i = 1; i < Bodies.Count; i++)
        {
            for (var j = i - 1; j >= 0; j--)
            {
                if (Bodies[j].IsWithdrawn || Bodies[j].Message!.SenderTag != Bodies[i].Message!.SenderTag) continue;
                before.Add(Bodies[i], Bodies[j]);
                break;
            }
        }
        return before;
    }

    private bool Has(TranscriptMessage message) => message.Leg == Leg
        && ((message.FromTag == CallerTag && (message.ToTag == CalleeTag || message.ToTag.Length == 0))
            || (message.FromTag == CalleeTag && message.ToTag == CallerTag));

    private static DialogTrail Find(List<DialogTrail> trails, TranscriptMessage message)
    {
        foreach (var trail in trails)
        {
            if (trail.Leg == message.Leg && ((trail.CallerTag == message.FromTag && trail.CalleeTag == message.ToTag)
                || (trail.CallerTag == message.ToTag && trail.CalleeTag == message.FromTag))) return trail;
        }
        var added = new DialogTrail { Leg = message.Leg, CallerTag = message.FromTag, CalleeTag = message.ToTag };
        trails.Add(added);
        return added;
    }
}
