using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;
using SipTrace.Wire.Transport;

namespace SipTrace.Wire;

/// <summary>What is left of a frame when <see cref="Layers"/> has peeled its headers: who sent what to whom. Lives as long as its frame.</summary>
public ref struct Packet
{
    /// <summary>The sender; port 0 where the transport was not reached (a fragment, or a protocol without ports).</summary>
    public Endpoint Source;

    /// <summary>The receiver; port 0 as for <see cref="Source"/>.</summary>
    public Endpoint Destination;

    /// <summary>What <see cref="Payload"/> belongs to. For a fragment: the protocol of the whole datagram.</summary>
    public IpProtocol Protocol;

    /// <summary>After the UDP or TCP header; for SCTP the chunks; for a fragment, and for any other protocol, what follows the IP headers.</summary>
    public ReadOnlySpan<byte> Payload;

    /// <summary>Length of <see cref="Payload"/> as its headers tell it; longer than the payload itself where the capture's snaplen cut it.</summary>
    public int WireLength;

    /// <summary>Time to live (hop limit) of the innermost IP header.</summary>
    public byte TimeToLive;

    /// <summary>Whether this is one fragment of a datagram (RFC 791 §3.2, RFC 8200 §4.5).</summary>
    public bool IsFragment;

    /// <summary>Whether further fragments follow this one.</summary>
    public bool MoreFragments;

    /// <summary>Where in the datagram's payload this fragment begins, in octets.</summary>
    public int FragmentOffset;

    /// <summary>IPv4 identification, or that of the IPv6 fragment header.</summary>
    public uint Identification;

    /// <summary>TCP sequence number of the first payload octet (of the SYN where that bit is set).</summary>
    public uint Sequence;

    /// <summary>TCP control bits.</summary>
    public TcpFlags Flags;

    /// <summary>How many tunnels this packet was taken out of.</summary>
    public byte TunnelDepth;

    /// <summary>Whether the capture holds fewer octets of the payload than were on the wire.</summary>
    public readonly bool IsCut => WireLength > Payload.Length;
}
