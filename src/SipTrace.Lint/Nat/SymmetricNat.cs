using SipTrace.Correlation.Evidence;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Nat;

internal sealed class SymmetricNat() : CallRule("NAT005", "symmetric-nat", Severity.Info, RuleScope.DialogStun, "RFC 4787 §4.1")
{
    public override string Why =>
        "One socket is seen at different public addresses by different peers: the NAT maps per destination. What STUN told is then "
        + "right for the STUN server alone; the peer finds the other address by a check, unless its own NAT filters that, and two "
        + "such NATs need a relay.";

    public override string Bad => Session("203.0.113.100:9125");

    public override string Good => Session("203.0.113.100:61402");

    public override bool NeedsMedia => false;

    public override void Check(LintedCall call, Report report)
    {
        if (HasSeveralMappings(call)) ReadAnswers(call, report);
        ReadSources(call, report);
    }

    // Whether any private socket is told more than one public address.
    private static bool HasSeveralMappings(LintedCall call)
    {
        Dictionary<int, int>? first = null;
        foreach (var index in call.Seen.ServerRequests)
        {
            if (IsOther(index)) return true;
        }
        foreach (var check in call.Seen.Checks)
        {
            if (IsOther(check.Index)) return true;
        }
        return false;

        bool IsOther(int index)
        {
            ref var one = ref call.Trace.Stun.Transactions[index];
            if (one is not { Mapped: >= 0, Relay: 0, IsSuccess: true } || !call.Trace.Endpoints[one.Source].IsPrivate()
                || !call.Trace.Endpoints[one.Mapped].IsPublic()) return false;
            return !(first ??= []).TryAdd(one.Source, one.Mapped) && first[one.Source] != one.Mapped;
        }
    }

    // Inside the NAT: what the answers tell.
    private static void ReadAnswers(LintedCall call, Report report)
    {
        var trace = call.Trace;
        var told = call.Seen.ServerRequests.Concat(call.Seen.Checks.Select(check => check.Index)).Distinct()
            .Where(index => trace.Stun.Transactions[index] is { Mapped: >= 0, Relay: 0, IsSuccess: true })
            .Select(index => trace.Stun.Transactions[index]).OrderBy(one => one.Time).ToList();
        foreach (var socket in told.GroupBy(one => one.Source))
        {
            var source = trace.Endpoints[socket.Key];
            if (!source.IsPrivate()) continue;
            var mapped = socket.Where(one => trace.Endpoints[one.Mapped].IsPublic()).GroupBy(one => one.Destination).ToList();
            var pairs = from one in mapped from other in mapped where one.Key < other.Key
                && !one.Select(m => m.Mapped).Intersect(other.Select(m => m.Mapped)).Any() select (one, other);
            foreach (var (one, other) in pairs.Take(1))
            {
                var (first, second) = one.First().Time <= other.First().Time ? (one.First(), other.First()) : (other.First(), one.First());
                var place = Place.Packet(second.File, second.AnswerFrame, second.Time + (second.AnswerTime ?? default),
                    source.AddressText());
                report.Add(place, $"{source} is {trace.Endpoints[first.Mapped]} to one peer and {trace.Endpoints[second.Mapped]} to "
                    + "another: the NAT maps per destination",
                    [new Evidence(first.File, first.AnswerFrame, $"as {trace.Endpoints[first.Destination]} sees it")],
                        source.AddressText());
            }
        }
    }

    // Outside: a check from a port that its sender did not announce, at an address that it did.
    private static void ReadSources(LintedCall call, Report report)
    {
        foreach (var check in call.Seen.Checks)
        {
            if (!check.From.IsPublic() || !check.Relay.IsNone) continue;
            if (Announced(call, check) is not { } announced) continue;
            ref readonly var transaction = ref check.Transaction;
            report.Add(Place.Packet(transaction.File, transaction.Frame, check.Time, check.Sender.Tag),
                $"{announced.Candidate!.RelatedEndpoint} is {announced.Endpoint} to one peer and {check.From} to another: the NAT maps "
                    + "per destination",
                once: check.From.AddressText());
        }
    }

    // The reflexive candidate of its sender at the same address; null where it announced this very port too.
    private static MediaAddress? Announced(LintedCall call, IceCheck check)
    {
        MediaAddress? announced = null;
        foreach (var address in call.Seen.Addresses)
        {
            if (!address.Endpoint.HasSameAddress(check.From) || address.Leg != check.Sender.Leg || address.Tag != check.Sender.Tag) continue;
            if (address.Endpoint == check.From) return null;
            if (address is { Kind: MediaAddressKind.Candidate, Candidate.Type: CandidateType.ServerReflexive }
                && address.Component == check.Component) announced ??= address;
        }
        return announced;
    }

    private static string Session(string seenByPeer) => new Example(alice: "192.168.1.10:5060", bob: "203.0.113.10:5060")
        .Invite(Example.Sdp("192.168.1.10", "m=audio 54602 RTP/AVP 8", "a=ice-ufrag:b2f90c", "a=ice-pwd:c9a3e71d05b84f62a1d7c3905b8e",
        "a=rtcp-mux",
            "a=candidate:1 1 UDP 2130706431 192.168.1.10 54602 typ host"))
        .Ok(Example.Sdp("203.0.113.200", "m=audio 33120 RTP/AVP 8", "a=ice-ufrag:yT46", "a=ice-pwd:0f3e9d77c1b2a45580aa91", "a=rtcp-mux",
            "a=candidate:1 1 UDP 2130706431 203.0.113.200 33120 typ host")).Ack()
        .Packet("0.300 192.168.1.10:54602 > 203.0.113.21:3478 STUN req tid=9 mi=none fp=none")
        .Packet("0.320 203.0.113.21:3478 > 192.168.1.10:54602 STUN ok tid=9 mapped=203.0.113.100:61402 mi=none fp=none")
        .Packet("0.400 192.168.1.10:54602 > 203.0.113.200:33120 STUN req tid=2 user=yT46:b2f90c prio=1862270975 controlling=0x1 use")
        .Packet($"0.420 203.0.113.200:33120 > 192.168.1.10:54602 STUN ok tid=2 mapped={seenByPeer}")
        .At(3).Bye().ToString();
}
