using System.Buffers.Binary;
using SipTrace.Wire.Bytes;

namespace SipTrace.Wire.Stun;

public readonly ref partial struct StunMessage
{
    /// <summary>USERNAME; in ICE <c>receiver's ufrag:sender's ufrag</c>. Empty where absent.</summary>
    public ReadOnlySpan<byte> Username => ValueOf(StunAttributeType.Username);

    /// <summary>REALM of the long-term credential. Empty where absent.</summary>
    public ReadOnlySpan<byte> Realm => ValueOf(StunAttributeType.Realm);

    /// <summary>NONCE of the long-term credential. Empty where absent.</summary>
    public ReadOnlySpan<byte> Nonce => ValueOf(StunAttributeType.Nonce);

    /// <summary>SOFTWARE, the sender's text about itself. Empty where absent.</summary>
    public ReadOnlySpan<byte> Software => ValueOf(StunAttributeType.Software);

    /// <summary>DATA, the octets that TURN relays. Empty where absent.</summary>
    public ReadOnlySpan<byte> Data => ValueOf(StunAttributeType.Data);

    /// <summary>Whether USE-CANDIDATE nominates the pair.</summary>
    public bool HasUseCandidate => Has(StunAttributeType.UseCandidate);

    /// <summary>
    /// The name that statistics count by: <c>binding_request</c>, <c>allocate_success</c>, <c>send_indication</c>,
    /// <c>method_0x005_error</c>.
    /// </summary>
    public string Name => StunNames.Of(Method, Class);

    /// <summary>The address a server or peer saw: XOR-MAPPED-ADDRESS, else the older forms of it.</summary>
    public bool TryGetMappedAddress(out Endpoint endpoint) =>
        TryGetXorAddress(StunAttributeType.XorMappedAddress, out endpoint)
        || TryGetXorAddress(StunAttributeType.MicrosoftXorMappedAddress, out endpoint)
        || TryGetAddress(StunAttributeType.MappedAddress, out endpoint);

    /// <summary>XOR-RELAYED-ADDRESS, what an allocation opened.</summary>
    public bool TryGetRelayedAddress(out Endpoint endpoint) => TryGetXorAddress(StunAttributeType.XorRelayedAddress, out endpoint);

    /// <summary>
    /// The first XOR-PEER-ADDRESS. CreatePermission may hold several: read those with <see cref="Attributes"/> and <see
    /// cref="TryReadXorAddress"/>.
    /// </summary>
    public bool TryGetPeerAddress(out Endpoint endpoint) => TryGetXorAddress(StunAttributeType.XorPeerAddress, out endpoint);

    /// <summary>OTHER-ADDRESS, or CHANGED-ADDRESS of RFC 3489: the server's second address and port.</summary>
    public bool TryGetOtherAddress(out Endpoint endpoint) =>
        TryGetAddress(StunAttributeType.OtherAddress, out endpoint) || TryGetAddress(StunAttributeType.ChangedAddress, out endpoint);

    /// <summary>RESPONSE-ORIGIN, or SOURCE-ADDRESS of RFC 3489: where the answer was sent from.</summary>
    public bool TryGetResponseOrigin(out Endpoint endpoint) =>
        TryGetAddress(StunAttributeType.ResponseOrigin, out endpoint) || TryGetAddress(StunAttributeType.SourceAddress, out endpoint);

    /// <summary>ALTERNATE-SERVER, where to ask instead.</summary>
    public bool TryGetAlternateServer(out Endpoint endpoint) => TryGetAddress(StunAttributeType.AlternateServer, out endpoint);

    /// <summary>PRIORITY of the peer-reflexive candidate that the check would make.</summary>
    public bool TryGetPriority(out uint priority) => TryGetUInt32(StunAttributeType.Priority, out priority);

    /// <summary>LIFETIME in seconds; 0 ends an allocation.</summary>
    public bool TryGetLifetime(out uint seconds) => TryGetUInt32(StunAttributeType.Lifetime, out seconds);

    /// <summary>CONNECTION-ID of TURN over TCP.</summary>
    public bool TryGetConnectionId(out uint id) => TryGetUInt32(StunAttributeType.ConnectionId, out id);

    /// <summary>NOMINATION of libwebrtc's renomination, which shares its number with another vendor's attribute.</summary>
    public bool TryGetNomination(out uint nomination) => TryGetUInt32(StunAttributeType.FlowDescription, out nomination);

    /// <summary>The tie-breaker of a sender that holds the controlling role.</summary>
    public bool TryGetControlling(out ulong tieBreaker) => TryGetUInt64(StunAttributeType.IceControlling, out tieBreaker);

    /// <summary>The tie-breaker of a sender that holds the controlled role.</summary>
    public bool TryGetControlled(out ulong tieBreaker) => TryGetUInt64(StunAttributeType.IceControlled, out tieBreaker);

    /// <summary>CHANNEL-NUMBER of a ChannelBind.</summary>
    public bool TryGetChannelNumber(out ushort number)
    {
        var value = ValueOf(StunAttributeType.ChannelNumber);
        return BinaryPrimitives.TryReadUInt16BigEndian(value, out number);
    }

    /// <summary>REQUESTED-TRANSPORT: 17 UDP, 6 TCP.</summary>
    public bool TryGetRequestedTransport(out byte protocol) => TryGetOctet(StunAttributeType.RequestedTransport, out protocol);

    /// <summary>REQUESTED-ADDRESS-FAMILY: 1 IPv4, 2 IPv6.</summary>
    public bool TryGetRequestedAddressFamily(out byte family) => TryGetOctet(StunAttributeType.RequestedAddressFamily, out family);

    /// <summary>CHANGE-REQUEST of RFC 5780 tests: from which address and port the answer is wanted.</summary>
    public bool TryGetChangeRequest(out bool changesAddress, out bool changesPort)
    {
        var isThere = TryGetUInt32(StunAttributeType.ChangeRequest, out var flags);
        changesAddress = (flags & 4) != 0;
        changesPort = (flags & 2) != 0;
        return isThere;
    }

    /// <summary>ERROR-CODE with its reason (UTF-8, may be empty).</summary>
    public bool TryGetError(out StunErrorCode code, out ReadOnlySpan<byte> reason)
    {
        code = default;
        reason = default;
        var value = ValueOf(StunAttributeType.ErrorCode);
        if (value.Length < 4) return false;
        code = (StunErrorCode)((value[2] & 7) * 100 + value[3]);
        reason = value[4..];
        return true;
    }

    /// <summary>Reads the value of an address attribute in clear: <c>0 | family | port u16 | address</c>.</summary>
    public static bool TryReadAddress(ReadOnlySpan<byte> value, out Endpoint endpoint)
    {
        endpoint = default;
        if (value.Length < 8 || (value[1], value.Length) is not ((1, 8) or (2, 20))) return false;
        endpoint = Endpoint.From(value[4..], BinaryPrimitives.ReadUInt16BigEndian(value[2..]));
        return true;
    }

    /// <summary>
    /// Reads the value of a XORed address attribute (RFC 8489 §14.2): port with the cookie's upper half, address with cookie and
    /// transaction id.
    /// </summary>
    public bool TryReadXorAddress(ReadOnlySpan<byte> value, out Endpoint endpoint)
    {
        endpoint = default;
        if (value.Length is not (8 or 20)) return false;
        Span<byte> clear = stackalloc byte[20];
        value.CopyTo(clear);
        clear = clear[..value.Length];
        // Microsoft's TURN XORs with the first octets of its longer id; both stand at octet 4.
        clear[2] ^= bytes[4];
        clear[3] ^= bytes[5];
        for (var i = 4; i < clear.Length; i++) clear[i] ^= bytes[i];
        return TryReadAddress(clear, out endpoint);
    }

    private bool TryGetAddress(StunAttributeType type, out Endpoint endpoint) => TryReadAddress(ValueOf(type), out endpoint);

    private bool TryGetXorAddress(StunAttributeType type, out Endpoint endpoint) => TryReadXorAddress(ValueOf(type), out endpoint);

    private bool TryGetUInt32(StunAttributeType type, out uint number)
    {
        var value = ValueOf(type);
        number = value.Length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(value) : 0;
        return value.Length == 4;
    }

    private bool TryGetUInt64(StunAttributeType type, out ulong number)
    {
        var value = ValueOf(type);
        number = value.Length == 8 ? BinaryPrimitives.ReadUInt64BigEndian(value) : 0;
        return value.Length == 8;
    }

    private bool TryGetOctet(StunAttributeType type, out byte octet)
    {
        var value = ValueOf(type);
        octet = value.IsEmpty ? (byte)0 : value[0];
        return !value.IsEmpty;
    }

    private ReadOnlySpan<byte> ValueOf(StunAttributeType type) => TryFind(type, out var attribute) ? attribute.Value : default;
}
