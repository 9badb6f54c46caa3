using System.Security.Cryptography;
using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Media;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Security;

internal sealed class DtlsHandshakeWrong()
    : CallRule("SEC009", "dtls-handshake-wrong", Severity.Error, RuleScope.DialogStun, "RFC 8842 §5.1, §5.3; RFC 5763 §5")
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(5);

    public override string Why =>
        "With DTLS-SRTP the active side begins the handshake on the path that ICE chose, and each shows the certificate that its "
        + "a=fingerprint "
        + "announced. A handshake from the wrong side, with another certificate, or none at all leaves the call without keys: silence.";

    public override string Bad => Begun(byBob: false);

    public override string Good => Begun(byBob: true);

    public override void Check(LintedCall call, Report report)
    {
        foreach (var exchange in call.Exchanges)
        {
            foreach (var (offer, answer) in exchange.Streams)
            {
                if (!offer.IsLive || !answer.IsLive || answer.Inherits || offer.Fingerprints.Count == 0
                    || answer.Fingerprints.Count == 0) continue;
                if (!offer.IsSecure && !answer.IsSecure) continue;
                var sessions = SessionsOf(call, exchange, offer.Index);
                foreach (var session in sessions) CheckSession(session, call, exchange, offer, answer, report);
                if (sessions.Count == 0 && exchange.IsFirst) CheckAbsence(call, exchange, offer.Index, report);
            }
        }
    }

    private static List<DtlsSession> SessionsOf(LintedCall call, Exchange exchange, int media) =>
        [.. call.Trace.Dtls.Sessions.Where(session => IsOf(call, session, exchange, media))];

    private static bool IsOf(LintedCall call, DtlsSession session, Exchange exchange, int media)
    {
        var ends = call.Seen.EndsOf(session.Client, session.Server, session.FirstTime);
        if (ends.Leg != exchange.Negotiation.Leg || ends.MediaIndex != media
            || session.FirstTime < exchange.Offer.Message!.Time) return false;
        // That of a later exchange on the leg, if there is one before the handshake.
        return !call.Exchanges.Any(later => later.Negotiation.Leg == ends.Leg && later.Offer.Message!.Time > exchange.Offer.Message.Time
            && later.Answer.Message!.Time <= session.FirstTime);
    }

    private static void CheckSession(DtlsSession session, LintedCall call, Exchange exchange, SdpMedia offer, SdpMedia answer,
        Report report)
    {
        var ends = call.Seen.EndsOf(session.Client, session.Server, session.FirstTime);
        var isOfferersHello = ends.SenderTag == exchange.Negotiation.OffererTag;
        var place = Place.Packet(session.File, session.FirstFrame, session.FirstTime, ends.SenderTag, offer.Index);
        if (session.HasClientHello && answer.Setup == (isOfferersHello ? "active" : "passive"))
        {
            report.Add(place, "ClientHello from the side whose role is passive");
            return;
        }
        var (client, server) = isOfferersHello ? (offer, answer) : (answer, offer);
        if (!Fits(client, session.ClientCertificate.Span)) report.Add(place,
            $"the certificate of {session.Client} fits no a=fingerprint of its side");
        else if (!Fits(server, session.ServerCertificate.Span)) report.Add(place,
            $"the certificate of {session.Server} fits no a=fingerprint of its side");
    }

    private static bool Fits(SdpMedia media, ReadOnlySpan<byte> certificate)
    {
        if (certificate.IsEmpty) return true;
        foreach (var fingerprint in media.Fingerprints)
        {
            var hash = fingerprint.HashFunction switch
            {
                "sha-1" => SHA1.HashData(certificate),
                "sha-256" => SHA256.HashData(certificate),
                "sha-384" => SHA384.HashData(certificate),
                "sha-512" => SHA512.HashData(certificate),
                _ => [],
            };
            // A hash that cannot be computed here may be the right one.
            if (hash.Length == 0 || fingerprint.Octets.Span.SequenceEqual(hash)) return true;
        }
        return false;
    }

    private static void CheckAbsence(LintedCall call, Exchange exchange, int media, Report report)
    {
        if (call.Seen.NominationsOf(exchange.Negotiation.Leg, media).FirstOrDefault() is not { Answered: { } nominated } check) return;
        if (call.Trace.Dtls.Sessions.Any(session => IsPathOf(session, check))) return;
        var until = nominated + patience;
        if (until > call.Call.LastSeen || !call.Trace.Windows[check.Point].GoesOn(nominated, patience) || !check.Relay.IsNone) return;
        report.Add(Place.Packet(check.Transaction.File, check.Transaction.Frame, check.Time, check.Sender.Tag, media),
            "no DTLS handshake on the path that ICE chose");
    }

    private static bool IsPathOf(DtlsSession session, IceCheck check) =>
        (session.Client == check.From && session.Server == check.To) || (session.Client == check.To && session.Server == check.From);

    private static string Begun(bool byBob)
    {
        var example = new Example(transport: "TLS").Invite(Keyed("192.0.2.23", 11780, "actpass")).Ok(Keyed("203.0.113.5", 14872, "active"))
            .Ack();
        string[] path = ["192.0.2.23:11780", "203.0.113.5:14872"];
        return example.Packet($"0.300 {path[byBob ? 1 : 0]} > {path[byBob ? 0 : 1]} DTLS ClientHello")
            .Packet($"0.330 {path[byBob ? 0 : 1]} > {path[byBob ? 1 : 0]} DTLS ServerHello").At(6).Bye().ToString();
    }

    private static string Keyed(string address, int port, string role) =>
        Example.Sdp(address, $"m=audio {port} UDP/TLS/RTP/SAVP 8", $"a=setup:{role}",
        "a=fingerprint:sha-256 2B:08:B7:EE:E9:14:3B:61:93:68:C3:12:1A:6A:ED:0E:88:03:EB:A0:03:9E:EA:35:40:4E:25:3E:34:08:97:93");
}
