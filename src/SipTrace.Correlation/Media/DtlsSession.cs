using SipTrace.Wire.Bytes;
using SipTrace.Wire.Tls;

namespace SipTrace.Correlation.Media;

/// <summary>A DTLS handshake between two sockets at one capture point, as far as it goes in clear.</summary>
public sealed class DtlsSession
{
    internal DtlsSession(int point, int relay, Endpoint client, Endpoint server, Timestamp time, int file, int frame)
    {
        (Point, Relay, Client, Server, FirstTime, LastTime, File, FirstFrame) = (point, relay, client, server, time, time, file, frame);
    }

    /// <summary>Index of the capture point.</summary>
    public int Point { get; }

    /// <summary>Index of the TURN relay it was unwrapped from; 0 where none.</summary>
    public int Relay { get; }

    /// <summary>The client: who sent a ClientHello; while none was seen, who sent first.</summary>
    public Endpoint Client { get; internal set; }

    /// <summary>The server.</summary>
    public Endpoint Server { get; internal set; }

    /// <summary>When its first datagram was seen.</summary>
    public Timestamp FirstTime { get; }

    /// <summary>When its last datagram was seen.</summary>
    public Timestamp LastTime { get; internal set; }

    /// <summary>Index of the input of its first datagram.</summary>
    public int File { get; }

    /// <summary>Frame of its first datagram.</summary>
    public int FirstFrame { get; }

    /// <summary>Datagrams of records.</summary>
    public int Datagrams { get; internal set; }

    /// <summary>Whether a ClientHello was seen.</summary>
    public bool HasClientHello { get; internal set; }

    /// <summary>Whether a ServerHello was seen.</summary>
    public bool HasServerHello { get; internal set; }

    /// <summary>The SRTP profiles that the client offers; empty where it offers none or its hello was not seen.</summary>
    public IReadOnlyList<SrtpProfile> OfferedProfiles { get; internal set; } = [];

    /// <summary>The SRTP profile that the server chose; null where it did not, or in DTLS 1.3, which hides it.</summary>
    public SrtpProfile? Profile { get; internal set; }

    /// <summary>The client's certificate in DER; empty where none was seen in clear.</summary>
    public ReadOnlyMemory<byte> ClientCertificate { get; internal set; }

    /// <summary>The server's certificate in DER; empty where none was seen in clear.</summary>
    public ReadOnlyMemory<byte> ServerCertificate { get; internal set; }

    /// <summary>Whether the client has changed to the agreed keys.</summary>
    public bool ClientIsReady { get; internal set; }

    /// <summary>Whether the server has changed to the agreed keys.</summary>
    public bool ServerIsReady { get; internal set; }

    /// <summary>The fatal alert seen in clear; null for none.</summary>
    public byte? Alert { get; internal set; }

    /// <summary>Whether both sides went through with it.</summary>
    public bool IsComplete => ClientIsReady && ServerIsReady;

    internal DtlsMessageBuffer? FromClient { get; set; }

    internal DtlsMessageBuffer? FromServer { get; set; }

    /// <summary>Octets of memory that it takes.</summary>
    internal long Size => 350 + ClientCertificate.Length + ServerCertificate.Length + (FromClient?.Length ?? 0) + (FromServer?.Length ?? 0);
}
