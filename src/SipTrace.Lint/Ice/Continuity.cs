namespace SipTrace.Lint.Ice;

/// <summary>What rules about restarts ask of the bodies of a dialog.</summary>
internal static class Continuity
{
    /// <summary>Each body with what its sender said before it, refused offers left out; the first of each side is not among them.</summary>
    public static Dictionary<SdpBody, SdpBody> Before(this DialogTrail trail, LintedCall call)
    {
        var before = new Dictionary<SdpBody, SdpBody>();
        var last = new Dictionary<string, SdpBody>();
        foreach (var body in trail.Bodies)
        {
            var tag = body.Message!.SenderTag;
            if (last.TryGetValue(tag, out var earlier)) before.TryAdd(body, earlier);
            if (!call.IsWithdrawn(body)) last[tag] = body;
        }
        return before;
    }
}
