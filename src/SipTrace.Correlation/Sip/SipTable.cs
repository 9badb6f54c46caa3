using System.Text;
using SipTrace.Wire.Sdp;
using SipTrace.Wire.Sip;

namespace SipTrace.Correlation.Sip;

/// <summary>Takes SIP messages in: finds or makes their call, tells retransmissions and copies, keeps places instead of texts.</summary>
internal sealed class SipTable(Trace trace)
{
    private readonly Dictionary<byte[], Call> calls = new(Utf8Comparer.Ordinal);
    private readonly TextPool texts = new();
    private readonly RecentTexts addresses = new();
    private readonly AgentLists agents = new();
    private readonly RepeatFinder repeats = new(trace);
    private readonly Dictionary<byte[], long> requests = new(Utf8Comparer.Ordinal);
    private long otherRequests;
    private readonly long[] responses = new long[1000];
    private int lastNumber;

    /// <summary>Octets of memory beyond those of calls and messages.</summary>
    public long Size => texts.Size;

    public RelatedLegs Related { get; } = new();

    /// <summary>Takes one message. Null where it has no Call-ID, and so no call; it is counted all the same.</summary>
    public Call? Take(in Arrival arrival, in SipText text)
    {
        Count(text);
        text.TryGetCSeq(out var cseq);
        var hasSdp = text.TryGetSdp(out var sdp);
        var seen = new SipSighting
        {
            Text = text,
            Method = text.IsRequest ? text.Method : text.CSeqMethod,
            FromTag = SipAddress.Parse(text.From).Tag,
            ToTag = SipAddress.Parse(text.To).Tag,
            Sdp = sdp,
            HasSdp = hasSdp,
            Source = arrival.Source,
            Destination = arrival.Destination,
            Time = arrival.Time,
            Status = text.IsRequest ? (ushort)0 : text.StatusCode is > 0 and < 1000 ? (ushort)text.StatusCode : ushort.MaxValue,
            CSeq = cseq,
        };
        if (text.CallId.IsEmpty)
        {
            trace.Statistics.MalformedSip++;
            trace.AddStray(Store(null, arrival, seen));
            return null;
        }

        var call = FindOrAdd(text.CallId, seen, arrival, out var isNew);
        var index = Store(isNew ? null : call, arrival, seen);
        if (isNew) call.FirstMessage = index;
        else trace.Messages[call.LastMessage].Next = index;
        call.LastMessage = index;
        ref var message = ref trace.Messages[index];
        call.MessageCount++;
        call.Revision++;
        if (arrival.Time > call.LastSeen) call.LastSeen = arrival.Time;
        if (message.IsRetransmission) call.Retransmissions++;
        else if (message.IsCopy) call.Copies++;
        else Learn(call, isNew, seen);
        trace.Tell(call, index);
        return call;
    }

    /// <summary>Forgets calls that are marked as forgotten.</summary>
    public void Forget()
    {
        foreach (var (id, call) in calls)
        {
            if (call.IsForgotten) calls.Remove(id);
        }
        Related.Forget(trace.Calls);
        texts.Clear();
        agents.Clear();
    }

    /// <summary>Writes the counts by method and status into the statistics.</summary>
    public void Complete()
    {
        var statistics = trace.Statistics;
        statistics.SipRequests.Clear();
        statistics.SipResponses.Clear();
        foreach (var (method, count) in requests) Statistics.Add(statistics.SipRequests, Encoding.UTF8.GetString(method), count);
        if (otherRequests > 0) Statistics.Add(statistics.SipRequests, "other", otherRequests);
        for (var status = 0; status < responses.Length; status++)
        {
            if (responses[status] > 0) statistics.SipResponses[status == 0 ? "other" : $"{status}"] = responses[status];
        }
        statistics.CallIds = lastNumber;
    }

    private Call FindOrAdd(ReadOnlySpan<byte> callId, in SipSighting seen, in Arrival arrival, out bool isNew)
    {
        var lookup = calls.GetAlternateLookup<ReadOnlySpan<byte>>();
        isNew = !lookup.TryGetValue(callId, out var call);
        if (call is not null) return call;
        var key = callId.ToArray();
        var from = Party(seen.Text.From, "");
        var to = Party(seen.Text.To, from.Uri);
        call = new Call(++lastNumber, key)
        {
            Method = texts.Get(seen.Method),
            From = from,
            To = to,
            RequestUri = Address(seen.Text.RequestUri, to.Uri),
            // The caller is who sends the requests: a capture that begins with an answer has seen only its receiver.
            Source = seen.Text.IsRequest ? seen.Source : seen.Destination,
            Destination = seen.Text.IsRequest ? seen.Destination : seen.Source,
            Transport = arrival.Transport,
            ViaHep = arrival.ViaHep,
            Started = arrival.Time,
            LastSeen = arrival.Time,
        };
        calls.Add(key, call);
        trace.Add(call);
        return call;
    }

    // The call is that of an earlier message; null for the first one, and for one without a call.
    private int Store(Call? call, in Arrival arrival, in SipSighting seen)
    {
        var identity = RepeatFinder.IdentityOf(seen);
        var source = trace.Endpoints.IndexOf(arrival.Source);
        var destination = trace.Endpoints.IndexOf(arrival.Destination);
        var (original, repeat) = call is null ? (-1, SipMessageFlags.None)
            : repeats.Find(call, identity, arrival.Time, arrival.Point, source, destination);
        var flags = repeat
            | (arrival.IsCut ? SipMessageFlags.Cut : 0)
            | (arrival.ViaHep ? SipMessageFlags.ViaHep : 0)
            | (seen.ToTag.IsEmpty ? SipMessageFlags.NoToTag : 0)
            | (CountSdp(seen) ? SipMessageFlags.HasSdp : 0);
        return trace.Messages.Add(new SipMessage
        {
            Time = arrival.Time,
            Offset = Keep(arrival, seen.Text.Bytes),
            Length = seen.Text.Bytes.Length,
            Frame = arrival.Frame.Number,
            Source = source,
            Destination = destination,
            Previous = call?.LastMessage ?? -1,
            Original = original,
            Identity = identity,
            CSeq = seen.CSeq,
            Carriers = arrival.Pieces.Length > 1 ? trace.AddCarriers(arrival.Pieces) : 0,
            MethodIndex = trace.IndexOfMethod(seen.Method, texts),
            Status = seen.Status,
            File = (ushort)arrival.Frame.File,
            Point = (ushort)arrival.Point,
            Flags = flags,
            Transport = arrival.Transport,
        });
    }

    // A place in the input costs nothing; bytes that stand nowhere in one piece are read again piece by piece, else owned.
    private long Keep(in Arrival arrival, ReadOnlySpan<byte> text)
    {
        var place = arrival.PlaceOf(text);
        if (place >= 0) return place;
        var readable = 0L;
        foreach (var piece in arrival.Pieces) readable += piece.Offset >= 0 ? piece.Length : int.MinValue;
        return readable == text.Length ? Trace.InPieces : Trace.OwnedOffset(trace.AddOwned(text.ToArray()));
    }

    private void Learn(Call call, bool isNew, in SipSighting seen)
    {
        if (seen.HasSdp && trace.Media.Take(call, seen, seen.Sdp) is { } announced && call.Add(announced) is { } old) trace.Media.Drop(old);
        call.Progress.Take(seen, call.From.Tag);
        if (call.To.Tag is null && !seen.ToTag.IsEmpty && !seen.Text.IsRequest && seen.Status is > 100 and < 300)
            call.To = call.To with { Tag = Text(seen.ToTag, call.Dialogs.Count > 0 ? call.Dialogs[^1].RemoteTag : "") };
        if (call.RequestUri.Length == 0 && seen.Text.IsRequest) call.RequestUri = Address(seen.Text.RequestUri, call.To.Uri);
        AddUserAgent(call, seen.Text.UserAgent);
        if (isNew || seen.Method.SequenceEqual("REFER"u8)) Related.Take(call, seen);
        LearnReason(call, seen);
    }

    private static void LearnReason(Call call, in SipSighting seen)
    {
        var isEnding = seen.Status is >= 300 or 0 && (seen.Status != 0 || seen.Method.SequenceEqual("BYE"u8) || seen.Method.SequenceEqual("CANCEL"u8));
        if (!isEnding) return;
        if (seen.Text.TryGetHeader("Reason"u8, out var reason)) call.Reason = Encoding.UTF8.GetString(reason);
        else if (seen.Status == call.FinalStatus && seen.Status >= 300) call.Reason = Encoding.UTF8.GetString(seen.Text.ReasonPhrase);
    }

    private void AddUserAgent(Call call, ReadOnlySpan<byte> userAgent)
    {
        const int enough = 16;
        if (userAgent.IsEmpty) return;
        for (var i = 0; i < call.UserAgents.Count; i++)
        {
            if (Ascii.Equals(userAgent, call.UserAgents[i])) return;
        }
        var name = texts.Get(userAgent);
        if (call.UserAgents.Contains(name) || call.UserAgents.Count >= enough) return;
        call.UserAgents = agents.With(call.UserAgents, name);
    }

    private void Count(in SipText text)
    {
        trace.Statistics.SipMessages++;
        if (!text.IsRequest)
        {
            responses[text.StatusCode is > 0 and < 1000 ? text.StatusCode : 0]++;
            return;
        }
        // A wire can name methods without end: what is beyond these is counted together.
        const int enough = 1000, enoughLong = 100, longest = 256;
        var lookup = requests.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(text.Method, out var count)) lookup[text.Method] = count + 1;
        else if (requests.Count < (text.Method.Length <= longest ? enough : enoughLong)) lookup[text.Method] = 1;
        else otherRequests++;
    }

    private bool CountSdp(in SipSighting seen)
    {
        if (!seen.HasSdp) return false;
        trace.Statistics.SdpBodies++;
        trace.Statistics.Candidates += SdpDocument.CountCandidates(seen.Sdp);
        return true;
    }

    private SipParty Party(ReadOnlySpan<byte> value, string other)
    {
        var address = SipAddress.Parse(value);
        return new SipParty(
            texts.Get(address.DisplayName),
            Address(address.Uri, other),
            address.Tag.IsEmpty ? null : Encoding.UTF8.GetString(address.Tag));
    }

    // Most texts of a call stand in it twice: one string does for both.
    private static string Text(ReadOnlySpan<byte> wire, string likely) =>
        Ascii.Equals(wire, likely) ? likely : Encoding.UTF8.GetString(wire);

    private string Address(ReadOnlySpan<byte> wire, string likely) => Ascii.Equals(wire, likely) ? likely : addresses.Get(wire);
}
