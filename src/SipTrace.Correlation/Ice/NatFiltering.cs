using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Ice;

/// <summary>Judges which packets a NAT lets in (RFC 4787 §5): by those that came from where nothing had been sent to, and by those that did not get through.</summary>
internal sealed class NatFiltering(Trace trace, Dictionary<Endpoint, NatSocket> byEnd, StreamIndex streams)
{
    private readonly Dictionary<NatSocket, Proof> proofs = [];
    private readonly HashSet<(int Point, Endpoint Host)> inside = [];
    private readonly Dictionary<(ulong, uint), Timestamp> passed = [];

    public void Read()
    {
        var transactions = trace.Stun.Transactions;
        for (var index = 0; index < transactions.Count; index++) ReadInside(transactions[index]);
        for (var index = 0; index < transactions.Count; index++) ReadPassed(transactions[index]);
        for (var index = 0; index < transactions.Count; index++)
        {
            ref var transaction = ref transactions[index];
            if (transaction.Relay != 0 || transaction.Requests == 0) continue;
            if (byEnd.TryGetValue(trace.Endpoints[transaction.Destination], out var receiver)) ReadInbound(receiver, transaction);
            if (byEnd.TryGetValue(trace.Endpoints[transaction.Source], out var sender)) ReadTest(sender, transaction);
        }
    }

    public void Judge(NatBehaviour nat, IReadOnlyCollection<NatSocket> sockets)
    {
        var found = sockets.Select(socket => proofs.GetValueOrDefault(socket)).Where(proof => proof is not null).ToArray();
        if (found.Length == 0) return;
        var open = found.FirstOrDefault(proof => proof!.Open is not null)?.Open;
        var blockedPort = found.FirstOrDefault(proof => proof!.BlockedPort is not null)?.BlockedPort;
        var otherPort = found.FirstOrDefault(proof => proof!.OtherPort is not null)?.OtherPort;
        var blocked = found.FirstOrDefault(proof => proof!.BlockedStranger is not null)?.BlockedStranger;
        nat.Hairpin = found.Any(proof => proof!.Hairpin == true) ? true : found.Any(proof => proof!.Hairpin == false) ? false : null;
        if (open is not null)
        {
            nat.Filtering = NatDependence.EndpointIndependent;
            nat.Evidence.Add(open);
        }
        else if (blockedPort is not null)
        {
            nat.Filtering = NatDependence.AddressAndPortDependent;
            nat.Evidence.Add(blockedPort);
        }
        else if (otherPort is not null && blocked is not null)
        {
            nat.Filtering = NatDependence.AddressDependent;
            nat.Evidence.Add(otherPort);
            nat.Evidence.Add(blocked);
        }
        else if ((otherPort ?? blocked) is { } half) nat.Evidence.Add(half);
    }

    // A point that sees a host's own packets with its private address stands behind the NAT.
    private void ReadInside(in StunTransaction transaction)
    {
        var source = trace.Endpoints[transaction.Source];
        if (transaction is { Relay: 0, Requests: > 0 } && source.IsPrivate()) inside.Add((transaction.Point, source.WithPort(0)));
    }

    // Seen behind the NAT, or answered: it got through by then, wherever else it was captured.
    private void ReadPassed(in StunTransaction transaction)
    {
        if (transaction.Relay != 0) return;
        var isInside = inside.Contains((transaction.Point, trace.Endpoints[transaction.Destination].WithPort(0)));
        var time = isInside ? transaction.Time : transaction.AnswerTime is { } answer ? transaction.Time + answer : default(Timestamp?);
        var key = (transaction.IdHigh, transaction.IdLow);
        if (time is { } at && (!passed.TryGetValue(key, out var known) || at < known)) passed[key] = at;
    }

    private void ReadInbound(NatSocket socket, in StunTransaction transaction)
    {
        var source = trace.Endpoints[transaction.Source];
        var destination = trace.Endpoints[transaction.Destination];
        if (source.IsPrivate())
        {
            // From inside to an outside address of the same NAT: the hairpin.
            var isOwn = byEnd.TryGetValue(source, out var sender) && sender.Mappings.Exists(mapping => mapping.Mapped.HasSameAddress(destination));
            if (isOwn && destination != socket.Local) ProofOf(socket).Hairpin = transaction.IsSuccess || ProofOf(socket).Hairpin == true;
            return;
        }
        if (socket.Mappings.Exists(mapping => mapping.Mapped.HasSameAddress(source))) return;
        // Until when nothing may have been sent to it, for this to prove anything: the first request may have been lost, and a later one got in.
        var didPass = passed.TryGetValue((transaction.IdHigh, transaction.IdLow), out var until);
        if (!didPass) until = transaction.Time + transaction.RequestSpan;
        bool toEndpoint = HasSentMedia(socket, source, until), toAddress = toEndpoint, isAwake = false;
        foreach (var (sentTo, time) in socket.Sent)
        {
            if (time > until) break;
            isAwake = true;
            toEndpoint |= sentTo == source;
            toAddress |= sentTo.HasSameAddress(source);
        }
        if (toEndpoint) return;
        var proof = ProofOf(socket);
        if (didPass && !toAddress) proof.Open ??= $"a packet from {source} got in to {socket.Local}, which had sent nothing to that address";
        else if (didPass) proof.OtherPort ??= $"a packet from {source} got in to {socket.Local}, which had sent to that address but not to that port";
        else if (!isAwake) return;      // it may just not have listened yet
        else if (toAddress) proof.BlockedPort ??= $"nothing from {source} got in to {socket.Local}, which had sent to that address but not to that port";
        else proof.BlockedStranger ??= $"nothing from {source} got in to {socket.Local}, which had sent nothing to that address";
    }

    // RTCP goes where RTP does, one port above; it is not counted on its own.
    private bool HasSentMedia(NatSocket socket, Endpoint to, Timestamp until)
    {
        foreach (var end in socket.Mappings.Select(mapping => mapping.Mapped).Append(socket.Local))
        {
            if (streams.TryGetStart(end, d => d == to, out var start) && start <= until) return true;
            if (end.Port > 0 && streams.TryGetStart(end.WithPort((ushort)(end.Port - 1)), d => d.HasSameAddress(to), out start) && start <= until) return true;
        }
        return false;
    }

    // RFC 5780 §4.4: the server is asked to answer from its other address or port.
    private void ReadTest(NatSocket socket, in StunTransaction transaction)
    {
        if ((transaction.Flags & (StunFlags.ChangesAddress | StunFlags.ChangesPort)) == 0) return;
        var proof = ProofOf(socket);
        var changesAddress = (transaction.Flags & StunFlags.ChangesAddress) != 0;
        var server = trace.Endpoints[transaction.Destination];
        if (transaction.IsAnswered && changesAddress) proof.Open ??= $"the answer from another address than {server} got in to {socket.Local}";
        else if (transaction.IsAnswered) proof.OtherPort ??= $"the answer from another port than {server} got in to {socket.Local}";
        else if (changesAddress) proof.BlockedStranger ??= $"no answer from another address than {server} got in to {socket.Local}";
        else proof.BlockedPort ??= $"no answer from another port than {server} got in to {socket.Local}";
    }

    private Proof ProofOf(NatSocket socket)
    {
        if (!proofs.TryGetValue(socket, out var proof)) proofs.Add(socket, proof = new Proof());
        return proof;
    }

    private sealed class Proof
    {
        public string? Open { get; set; }

        public string? OtherPort { get; set; }

        public string? BlockedPort { get; set; }

        public string? BlockedStranger { get; set; }

        public bool? Hairpin { get; set; }
    }
}
