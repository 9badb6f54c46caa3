using System.Text;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sip;

namespace SipTrace.Correlation.Sip;

/// <summary>Finds the calls that are legs of one conversation: by what their headers say, else by time, users and SDP.</summary>
/// <remarks>
/// Explicit ties: X-Call-ID and X-CID, Session-ID (RFC 7989), Replaces (RFC 3891), REFER with the call it made (RFC 3515, 3892).
/// A B2BUA that shares nothing is met by <see cref="BackToBack"/>.
/// </remarks>
internal sealed class RelatedLegs
{
    private const int MaxMentions = 500_000;
    private static readonly TimeSpan ReferInterval = TimeSpan.FromSeconds(32);

    private readonly List<(Call Call, string OtherCallId, string Why)> mentions = [];
    private readonly Dictionary<string, Call> sessions = [];
    private readonly List<(Call A, Call B, string Why)> pairs = [];
    private readonly List<(Call Call, string Target, string Referrer, Timestamp Time)> refers = [];
    private readonly List<(Call Call, string ReferredBy)> referred = [];

    public BackToBack BackToBack { get; } = new();

    /// <summary>Notes what the first message of a call, or a REFER in it, says about other legs.</summary>
    public void Take(Call call, in SipSighting seen)
    {
        if (mentions.Count + pairs.Count + refers.Count + sessions.Count > MaxMentions) return;
        var isInvite = seen.Text.IsRequest && seen.Method.SequenceEqual("INVITE"u8);
        foreach (var header in seen.Text.Headers())
        {
            if (header.Is("X-Call-ID"u8) || header.Is("X-CID"u8)) Mention(call, header.Value, Text(header.Name));
            else if (header.Is("Replaces"u8)) Mention(call, UpTo(header.Value, (byte)';'), "Replaces");
            else if (header.Is("Session-ID"u8)) TakeSession(call, header.Value);
            else if (header.Is("Referred-By"u8) && isInvite) referred.Add((call, Noted(call, Text(SipAddress.Parse(header.Value).Uri))));
            else if (header.Is("Refer-To"u8) && seen.Text.IsRequest && seen.Method.SequenceEqual("REFER"u8)) TakeRefer(call, seen, header.Value);
        }
        if (isInvite) BackToBack.Take(call, seen.Text);
    }

    /// <summary>Ties the calls together, in the order of their numbers. Each element stands for a step.</summary>
    public IEnumerable<int> Complete(IReadOnlyList<Call> calls)
    {
        var ties = new SortedDictionary<(int, int), (Call A, Call B, string Why)>();
        void Tie(Call a, Call b, string why)
        {
            if (ReferenceEquals(a, b)) return;
            ties.TryAdd((a.Number, b.Number), (a, b, why));
            ties.TryAdd((b.Number, a.Number), (b, a, why));
        }

        if (mentions.Count > 0)
        {
            var byId = new Dictionary<string, Call>(calls.Count);
            foreach (var call in calls) byId.TryAdd(call.CallId, call);
            foreach (var (call, other, why) in mentions)
            {
                if (byId.TryGetValue(other, out var known)) Tie(call, known, why);
            }
        }
        foreach (var (a, b, why) in pairs) Tie(a, b, why);
        TieReferred(Tie);
        foreach (var step in BackToBack.Complete(calls, Tie)) yield return step;
        Write(calls, ties);
    }

    private static void Write(IReadOnlyList<Call> calls, SortedDictionary<(int, int), (Call A, Call B, string Why)> ties)
    {
        foreach (var call in calls)
        {
            if (call.Related.Count > 0) call.Related = [];
        }
        foreach (var (_, (a, b, why)) in ties) a.Related = [.. a.Related, new RelatedCall(b, why)];
    }

    private void TieReferred(Action<Call, Call, string> tie)
    {
        foreach (var (call, by) in referred)
        {
            foreach (var (parent, target, referrer, time) in refers)
            {
                var delay = call.Started - time;
                if (delay < TimeSpan.Zero || delay > ReferInterval) continue;
                var isTarget = UserOf(target).Length > 0 && (UserOf(target) == UserOf(call.RequestUri) || UserOf(target) == UserOf(call.To.Uri));
                if (isTarget && UserOf(by) == UserOf(referrer)) tie(parent, call, "Refer-To/Referred-By");
            }
        }
    }

    private void TakeRefer(Call call, in SipSighting seen, ReadOnlySpan<byte> referTo)
    {
        var uri = Text(SipAddress.Parse(referTo).Uri);
        refers.Add((call, Noted(call, uri), Noted(call, Text(SipAddress.Parse(seen.Text.From).Uri)), seen.Time));
        // An attended transfer names the call to be replaced inside the URI: <sip:carol@host?Replaces=id%40host%3Bto-tag%3D..>.
        var at = uri.IndexOf("Replaces=", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return;
        var replaces = Uri.UnescapeDataString(uri[(at + "Replaces=".Length)..].Split('&')[0]);
        mentions.Add((call, Noted(call, replaces.Split(';')[0]), "Refer-To/Replaces"));
    }

    private void TakeSession(Call call, ReadOnlySpan<byte> value)
    {
        TieSession(call, UpTo(value, (byte)';'));
        var at = value.IndexOf("remote="u8);
        if (at >= 0) TieSession(call, UpTo(value[(at + "remote=".Length)..], (byte)';'));
    }

    private void TieSession(Call call, ReadOnlySpan<byte> uuid)
    {
        // RFC 7989 §5: all zeros means "not known yet".
        if (uuid.Length < 16 || uuid.IndexOfAnyExcept((byte)'0') < 0) return;
        var text = Noted(call, Text(uuid));
        if (!sessions.TryAdd(text, call) && sessions[text] is var first && first != call) pairs.Add((first, call, "Session-ID"));
    }

    private void Mention(Call call, ReadOnlySpan<byte> callId, string why) => mentions.Add((call, Noted(call, Text(callId)), why));

    private static string Noted(Call call, string text)
    {
        call.Noted += Footprint.Entry + Footprint.Of(text);
        return text;
    }

    private static ReadOnlySpan<byte> UpTo(ReadOnlySpan<byte> value, byte end)
    {
        var at = value.IndexOf(end);
        return (at < 0 ? value : value[..at]).Trim((byte)' ');
    }

    /// <summary>Forgets what was noted of forgotten calls.</summary>
    public void Forget(IReadOnlyList<Call> kept)
    {
        mentions.RemoveAll(mention => mention.Call.IsForgotten);
        pairs.RemoveAll(pair => pair.A.IsForgotten || pair.B.IsForgotten);
        refers.RemoveAll(refer => refer.Call.IsForgotten);
        referred.RemoveAll(refer => refer.Call.IsForgotten);
        foreach (var (session, call) in sessions)
        {
            if (call.IsForgotten) sessions.Remove(session);
        }
        BackToBack.Forget(kept);
    }

    internal static string UserOf(string uri) =>
        SipUri.TryParse(Encoding.UTF8.GetBytes(uri), out var parsed) ? Text(parsed.User) : "";

    private static string Text(ReadOnlySpan<byte> wire) => Encoding.UTF8.GetString(wire);
}
