using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Sip;

namespace SipTrace.Correlation.Evidence;

/// <summary>Finds the checks of a call by the ufrags of its SDP.</summary>
internal sealed class IceCheckReader(TraceEvidence capture, CallEvidence call)
{
    public List<IceCheck> Read()
    {
        var checks = new List<IceCheck>();
        var ufrags = call.Credentials.Select(one => one.Ufrag).Distinct().Take(200).ToArray();
        foreach (var receiver in ufrags)
        {
            foreach (var sender in ufrags)
            {
                if (capture.Trace.Stun.Find(receiver, sender) is { } pair) Take(pair, receiver, sender, checks);
            }
        }
        checks.Sort((a, b) => a.Time.CompareTo(b.Time) is var order and not 0 ? order : a.Index.CompareTo(b.Index));
        return checks;
    }

    private void Take(UfragPair pair, string receiver, string sender, List<IceCheck> checks)
    {
        var ends = (from r in call.Credentials
                    where r.Ufrag == receiver
                    from s in call.Credentials
                    where s.Ufrag == sender && s.Leg == r.Leg && s.Tag != r.Tag
                    select (Receiver: r, Sender: s)).ToList();
        if (ends.Count == 0) return;
        var legs = ends.Select(end => end.Receiver.Leg).Distinct().ToArray();
        foreach (var index in capture.Trace.Stun.TransactionsOf(pair))
        {
            ref var transaction = ref capture.Trace.Stun.Transactions[index];
            if (transaction.Requests == 0 || !IsOfThisCall(transaction)) continue;
            checks.Add(Make(index, transaction, ends, legs));
        }
    }

    // Two calls may have the same ufrags (a phone that never changes them): then the addresses, or the time, decide.
    private bool IsOfThisCall(in StunTransaction transaction) =>
        transaction.Time >= call.Transcript.Call.Started && transaction.Time <= call.Transcript.Call.LastSeen + TimeSpan.FromMinutes(1);

    private IceCheck Make(int index, in StunTransaction transaction, List<(IceCredentials Receiver, IceCredentials Sender)> ends, Leg[] legs)
    {
        var trace = capture.Trace;
        var (from, to, relay) = (trace.Endpoints[transaction.Source], trace.Endpoints[transaction.Destination], trace.Relays[transaction.Relay]);
        var mapped = transaction.Mapped >= 0 ? trace.Endpoints[transaction.Mapped] : default;
        var isRelayOfSender = !relay.IsNone && capture.IsClient(relay, from);
        var remote = !relay.IsNone && !isRelayOfSender ? relay : to;
        var local = isRelayOfSender ? relay : from;
        var address = call.AddressOf(remote, ends[0].Receiver.Tag, ends[0].Receiver.Leg) ?? call.AddressOf(local, ends[0].Sender.Tag, ends[0].Sender.Leg);
        var end = address is null ? ends[0] : ends.Find(one => one.Receiver.MediaIndex == address.MediaIndex && one.Sender.MediaIndex == address.MediaIndex);
        if (end.Receiver is null) end = ends[0];
        return new IceCheck(trace, index, transaction)
        {
            From = from,
            To = to,
            Relay = relay,
            Sender = end.Sender,
            Receiver = end.Receiver,
            Legs = legs,
            MediaIndex = address?.MediaIndex ?? end.Receiver.MediaIndex,
            Component = address?.Component ?? transaction.ComponentByPriority,
            Local = mapped.IsNone ? local : mapped,
            Remote = remote,
            Mapped = mapped,
        };
    }
}
