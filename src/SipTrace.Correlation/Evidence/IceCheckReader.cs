using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Sip;

namespace SipTrace.Correlation.Evidence;

/// <summary>Finds the checks of a call by the ufrags of its SDP.</summary>
internal sealed class IceCheckReader(TraceEvidence capture, CallEvidence call)
{
    private readonly List<IceCheck> checks = [];

    public List<IceCheck> Read()
    {
        foreach (var ufrags in call.Ufrags) Take(ufrags);
        checks.SortStably((one, other) => one.Time.CompareTo(other.Time) is var order and not 0 ? order : one.Index.CompareTo(other.Index));
        return checks;
    }

    private void Take(KnownUfrags ufrags)
    {
        var ends = EndsOf(ufrags);
        if (ends.Count == 0) return;
        var legs = new List<Leg>();
        foreach (var end in ends)
        {
            if (!legs.Contains(end.Receiver.Leg)) legs.Add(end.Receiver.Leg);
        }
        foreach (var index in capture.Trace.Stun.TransactionsOf(ufrags.Pair))
        {
            ref var transaction = ref capture.Trace.Stun.Transactions[index];
            if (transaction.Requests == 0 || !IsOfThisCall(transaction)) continue;
            checks.Add(Make(index, transaction, ends, legs));
        }
    }

    // Each receiver's word of its ufrag with each sender's, on one leg.
    private List<(IceCredentials Receiver, IceCredentials Sender)> EndsOf(KnownUfrags ufrags)
    {
        var ends = new List<(IceCredentials Receiver, IceCredentials Sender)>();
        foreach (var receiver in call.Credentials)
        {
            if (receiver.Ufrag != ufrags.Receiver) continue;
            foreach (var sender in call.Credentials)
            {
                if (sender.Ufrag == ufrags.Sender && sender.Leg == receiver.Leg && sender.Tag != receiver.Tag) ends.Add((receiver, sender));
            }
        }
        return ends;
    }

    // Two calls may have the same ufrags (a phone that never changes them): then the addresses, or the time, decide.
    private bool IsOfThisCall(in StunTransaction transaction) =>
        transaction.Time >= call.Transcript.Call.Started && transaction.Time <= call.Transcript.Call.LastSeen + TimeSpan.FromMinutes(1);

    private IceCheck Make(int index, in StunTransaction transaction, List<(IceCredentials Receiver, IceCredentials Sender)> ends, List<Leg> legs)
    {
        var trace = capture.Trace;
        var (from, to, relay) = (trace.Endpoints[transaction.Source], trace.Endpoints[transaction.Destination], trace.Relays[transaction.Relay]);
        var mapped = transaction.Mapped >= 0 ? trace.Endpoints[transaction.Mapped] : default;
        var isRelayOfSender = !relay.IsNone && capture.IsClient(relay, from);
        var remote = !relay.IsNone && !isRelayOfSender ? relay : to;
        var local = isRelayOfSender ? relay : from;
        var address = call.AddressOf(remote, ends[0].Receiver.Tag, ends[0].Receiver.Leg) ?? call.AddressOf(local, ends[0].Sender.Tag, ends[0].Sender.Leg);
        var end = address is null ? ends[0] : EndOfMedia(ends, address.MediaIndex);
        return new IceCheck(call.Transcript, trace, index)
        {
            From = from,
            To = to,
            Sender = end.Sender,
            Receiver = end.Receiver,
            Legs = legs,
            MediaIndex = address?.MediaIndex ?? end.Receiver.MediaIndex,
            Component = address?.Component ?? transaction.ComponentByPriority,
            Local = mapped.IsNone ? local : mapped,
            Remote = remote,
        };
    }

    private static (IceCredentials Receiver, IceCredentials Sender) EndOfMedia(
        List<(IceCredentials Receiver, IceCredentials Sender)> ends, int media)
    {
        foreach (var end in ends)
        {
            if (end.Receiver.MediaIndex == media && end.Sender.MediaIndex == media) return end;
        }
        return ends[0];
    }
}
