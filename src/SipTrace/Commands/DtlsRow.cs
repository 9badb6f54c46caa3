using System.Text.Json;
using SipTrace.Correlation;
using SipTrace.Correlation.Media;
using SipTrace.Correlation.Rtp;
using SipTrace.Correlation.Sip;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary>A DTLS handshake with its call and what its certificates are to SDP.</summary>
/// <param name="Session">The handshake.</param>
/// <param name="Point">The name of its capture point.</param>
/// <param name="Call">The call; null for none.</param>
/// <param name="ClientCertificate">What the client's certificate is to its side's SDP.</param>
/// <param name="ServerCertificate">What the server's certificate is to its side's SDP.</param>
internal sealed record DtlsRow(DtlsSession Session, string Point, Call? Call, CertificateVerdict ClientCertificate, CertificateVerdict ServerCertificate)
{
    /// <summary>The handshakes of a reading: those of some calls; all where no calls are given.</summary>
    public static IReadOnlyList<DtlsRow> Of(Reading reading, IReadOnlyList<Call>? calls)
    {
        var rows = new List<DtlsRow>();
        IEnumerable<DtlsSession> sessions = calls is null ? reading.Trace.Dtls.Sessions : calls.SelectMany(reading.Media.HandshakesOf).OrderBy(session => session.FirstTime);
        foreach (var session in sessions) rows.Add(Of(reading.Trace, session, reading.PointName(session.Point)));
        return rows;
    }

    /// <summary>Writes its properties.</summary>
    public static void Write(Utf8JsonWriter json, DtlsRow row)
    {
        var session = row.Session;
        json.WritePropertyName("call");
        Cell.Of(row.Call?.Number).WriteTo(json);
        JsonText.Property(json, "point", row.Point);
        json.WriteString("client", session.Client.ToString());
        json.WriteString("server", session.Server.ToString());
        JsonText.Property(json, "profile", session.Profile is { } profile ? StreamWords.Of(profile) : null);
        json.WritePropertyName("offered_profiles");
        JsonText.Write(json, session.OfferedProfiles.Select(StreamWords.Of).ToArray());
        json.WriteBoolean("completed", session.IsComplete);
        json.WritePropertyName("alert");
        Cell.Of(session.Alert).WriteTo(json);
        json.WriteString("client_certificate", WordOf(row.ClientCertificate));
        json.WriteString("server_certificate", WordOf(row.ServerCertificate));
        json.WritePropertyName("started");
        JsonText.Write(json, session.FirstTime);
        json.WriteNumber("first_frame", session.FirstFrame);
    }

    /// <summary>For people: <c>DTLS a > b: SRTP_..., certificates fit SDP</c>.</summary>
    public override string ToString()
    {
        var session = Session;
        var state = session.IsComplete ? "completed" : session.Alert is { } alert ? $"ended by alert {alert}" : "not completed";
        var certificates = (ClientCertificate, ServerCertificate) switch
        {
            (CertificateVerdict.Bad, _) => ", the client's certificate does not fit its SDP",
            (_, CertificateVerdict.Bad) => ", the server's certificate does not fit its SDP",
            (CertificateVerdict.Fits, CertificateVerdict.Fits) => ", both certificates fit the SDP",
            (CertificateVerdict.Fits, _) => ", the client's certificate fits its SDP",
            (_, CertificateVerdict.Fits) => ", the server's certificate fits its SDP",
            _ => "",
        };
        var call = Call is null ? "" : $"call {Call.Number}: ";
        return $"{call}DTLS {session.Client} > {session.Server} {(session.Profile is { } profile ? StreamWords.Of(profile) + " " : "")}{state}{certificates}";
    }

    private static DtlsRow Of(Trace trace, DtlsSession session, string point)
    {
        var owner = trace.OwnerOf(session.Relay, session.Client, session.Server);
        if (owner.Announcement is not { } announcement)
            return new DtlsRow(session, point, null, WithoutSdp(session.ClientCertificate), WithoutSdp(session.ServerCertificate));
        var transcript = CallTranscript.Read(trace, announcement.Call);
        var clientIsCaller = owner.Direction == StreamDirection.FromCaller;
        return new DtlsRow(session, point, announcement.Call, Certificates.Judge(transcript, clientIsCaller, session.ClientCertificate.Span),
            Certificates.Judge(transcript, !clientIsCaller, session.ServerCertificate.Span));
    }

    private static CertificateVerdict WithoutSdp(ReadOnlyMemory<byte> certificate) => certificate.IsEmpty ? CertificateVerdict.Hidden : CertificateVerdict.NoFingerprint;

    private static string WordOf(CertificateVerdict verdict) => verdict switch
    {
        CertificateVerdict.Fits => "ok",
        CertificateVerdict.Bad => "bad",
        CertificateVerdict.NoFingerprint => "no_fingerprint",
        _ => "hidden",
    };
}
