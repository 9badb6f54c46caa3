using System.Buffers.Binary;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Tls;

namespace SipTrace.Correlation.Media;

/// <summary>DTLS handshakes by capture point and sockets.</summary>
public sealed partial class DtlsTable
{
    private const int MaxSessions = 100_000, MaxProfiles = 16;
    private const byte Fatal = 2;

    private readonly Dictionary<(int Point, int Relay, Endpoint One, Endpoint Other), DtlsSession> sessions = [];

    internal DtlsTable()
    {
    }

    /// <summary>Octets of memory.</summary>
    internal long Size { get; private set; }

    /// <summary>All of them, in the order of their first packets.</summary>
    public IReadOnlyCollection<DtlsSession> Sessions => sessions.Values;

    /// <summary>The handshake between two sockets; null where none was seen.</summary>
    public DtlsSession? Find(int point, int relay, Endpoint one, Endpoint other) => sessions.GetValueOrDefault(KeyOf(point, relay, one, other));

    internal void Take(in Arrival arrival, int relay, ReadOnlySpan<byte> datagram)
    {
        var key = KeyOf(arrival.Point, relay, arrival.Source, arrival.Destination);
        if (!sessions.TryGetValue(key, out var session))
        {
            if (sessions.Count >= MaxSessions) return;
            session = new DtlsSession(arrival.Point, relay, arrival.Source, arrival.Destination, arrival.Time, arrival.Frame.File, arrival.Frame.Number);
            sessions.Add(key, session);
        }
        else Size -= session.Size;
        session.Datagrams++;
        session.LastTime = arrival.Time;
        foreach (var record in new DtlsRecordReader(datagram))
        {
            if (record.Type == DtlsContentType.ChangeCipherSpec || record.Epoch > 0) TakeReady(session, arrival.Source);
            else if (record.Type == DtlsContentType.Alert && record.Fragment is [Fatal, var alert, ..]) session.Alert = alert;
            foreach (var handshake in record.Handshakes) TakePart(session, arrival, handshake);
        }
        Size += session.Size;
    }

    private static void TakePart(DtlsSession session, in Arrival arrival, in DtlsHandshake part)
    {
        if (part.Type is not (DtlsHandshakeType.ClientHello or DtlsHandshakeType.ServerHello or DtlsHandshakeType.Certificate)) return;
        // Who says hello first is the client; what was taken for it before may have been the middle of a handshake.
        if (part.Type == DtlsHandshakeType.ClientHello && !session.HasClientHello) (session.Client, session.Server, session.HasClientHello) = (arrival.Source, arrival.Destination, true);
        else if (part.Type == DtlsHandshakeType.ServerHello && !session.HasClientHello) (session.Client, session.Server) = (arrival.Destination, arrival.Source);
        if (part.IsWhole)
        {
            TakeWhole(session, arrival.Source, part);
            return;
        }
        var isFromClient = session.Client == arrival.Source;
        var buffer = isFromClient ? session.FromClient : session.FromServer;
        if (DtlsMessageBuffer.TryComplete(ref buffer, part, out var whole)) TakeWhole(session, arrival.Source, whole);
        if (isFromClient) session.FromClient = buffer;
        else session.FromServer = buffer;
    }

    private static void TakeWhole(DtlsSession session, Endpoint source, in DtlsHandshake message)
    {
        switch (message.Type)
        {
            case DtlsHandshakeType.ClientHello:
                if (message.TryGetSrtpProfiles(out var offered)) session.OfferedProfiles = ProfilesOf(offered);
                break;
            case DtlsHandshakeType.ServerHello:
                session.HasServerHello = true;
                if (message.TryGetSrtpProfiles(out var chosen) && ProfilesOf(chosen) is [var profile, ..]) session.Profile = profile;
                break;
            case DtlsHandshakeType.Certificate:
                if (!message.TryGetCertificate(out var certificate)) break;
                if (source == session.Client) session.ClientCertificate = certificate.ToArray();
                else session.ServerCertificate = certificate.ToArray();
                break;
        }
    }

    private static void TakeReady(DtlsSession session, Endpoint source)
    {
        if (source == session.Client) session.ClientIsReady = true;
        else session.ServerIsReady = true;
    }

    private static SrtpProfile[] ProfilesOf(ReadOnlySpan<byte> octets)
    {
        var profiles = new SrtpProfile[Math.Min(octets.Length / 2, MaxProfiles)];
        for (var i = 0; i < profiles.Length; i++) profiles[i] = (SrtpProfile)BinaryPrimitives.ReadUInt16BigEndian(octets[(2 * i)..]);
        return profiles;
    }

    private static (int, int, Endpoint, Endpoint) KeyOf(int point, int relay, Endpoint one, Endpoint other) =>
        one.CompareTo(other) <= 0 ? (point, relay, one, other) : (point, relay, other, one);
}
