using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

internal sealed class MovedWithoutRestart()
    : CallRule("ICE026", "moved-without-restart", Severity.Warning, RuleScope.Dialog, "RFC 8445 §9; RFC 5245 §9.1.1.1")
{
    public override string Why =>
        "Media moved to an address that ICE never found, as after a change of network, but ice-ufrag and ice-pwd stayed the same: the "
        + "peer goes on with the pair that it selected, to the old address. New addresses need an ICE restart.";

    public override string Bad => Reoffer(Moved);

    public override string Good => Reoffer(Moved.Replace("b2f9", "n4w1", StringComparison.Ordinal)
        .Replace("c9a3e71d05b84f62a1d7c390", "e7d12f8a40c95b13aa0f66d2", StringComparison.Ordinal), true);

    private static string Moved =>
        IceExample.Next(IceExample.Offer, "192.0.2.23", "198.51.100.7").Replace("11780", "21780", StringComparison.Ordinal);

    public override void Check(LintedCall call, Report report)
    {
        foreach (var trail in call.Trails)
        {
            // To move takes a second word.
            if (!trail.SaysDifferentThings) continue;
            if (MayHaveMoved(trail, trail.CallerTag)) Check(call, trail.Of(trail.CallerTag), report);
            if (trail.CalleeTag != trail.CallerTag && MayHaveMoved(trail, trail.CalleeTag))
                Check(call, trail.Of(trail.CalleeTag), report);
        }
    }

    private static void Check(LintedCall call, List<SdpBody> said, Report report)
    {
        var given = new Dictionary<string, HashSet<Endpoint>>();
        foreach (var body in said)
        {
            foreach (var media in body.Media)
            {
                if (media.HasIce && given.TryGetValue(media.IceUfrag, out var known) && HasMoved(call, media, known))
                {
                    report.Add(body.ConnectionOf(media),
                        $"media moved to {media.Default}, never a candidate before, and ice-ufrag and ice-pwd are the same");
                }
            }
            foreach (var media in body.Media)
            {
                if (!media.HasIce) continue;
                if (!given.TryGetValue(media.IceUfrag, out var known)) given.Add(media.IceUfrag, known = []);
                known.Add(media.Default);
                known.UnionWith(media.Candidates.Select(candidate => candidate.Endpoint));
            }
        }
    }

    // Mostly a side says what it said at first: then nothing need be gathered.
    private static bool MayHaveMoved(DialogTrail trail, string tag)
    {
        SdpBody? first = null;
        foreach (var body in trail.Bodies)
        {
            if (body.Message!.SenderTag != tag) continue;
            first ??= body;
            if (!IsAsAtFirst(body, first)) return true;
        }
        return false;
    }

    private static bool IsAsAtFirst(SdpBody body, SdpBody first)
    {
        foreach (var media in body.Media)
        {
            if (!media.HasIce) continue;
            if (media.Index >= first.Media.Count || first.Media[media.Index] is not { HasIce: true } earlier
                || earlier.IceUfrag != media.IceUfrag || earlier.Default != media.Default) return false;
        }
        return true;
    }

    private static bool HasMoved(LintedCall call, SdpMedia media, HashSet<Endpoint> known) =>
        media.HasOwnTransport && media.Default is { IsNone: false, Port: not 9 } address && !address.IsZero() && !known.Contains(address)
        && !media.Candidates.Any(c => c.Endpoint == address && c.Type != CandidateType.Host) && !IsMapped(call, address);

    private static bool IsMapped(LintedCall call, Endpoint address)
    {
        if (!call.Trace.Endpoints.TryGetIndex(address, out var mapped)) return false;
        for (var index = 0; index < call.Trace.Stun.Transactions.Count; index++)
        {
            if (call.Trace.Stun.Transactions[index].Mapped == mapped) return true;
        }
        return false;
    }

    private static string Reoffer(string offer, bool isRestart = false) => IceExample.Begin().Invite(offer)
        .Ok(IceExample.Next(IceExample.Answer, isRestart ? "yT46" : "s=call", isRestart ? "Zq8P" : "s=call")
            .Replace(isRestart ? "0f3e9d77c1b2a45580aa91" : "s=call", isRestart ? "77aa01b2c3d4e5f60718293a" : "s=call",
                StringComparison.Ordinal)).Ack().Bye().ToString();
}
