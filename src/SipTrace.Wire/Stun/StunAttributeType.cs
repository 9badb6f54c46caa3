namespace SipTrace.Wire.Stun;

/// <summary>The type of a STUN attribute (RFC 8489 §18.3): 16 bits; from 0x8000 on a receiver may ignore what it does not know.</summary>
public enum StunAttributeType : ushort
{
    /// <summary>0x0001 MAPPED-ADDRESS: family, port and address in clear (RFC 8489 §14.1).</summary>
    MappedAddress = 0x0001,

    /// <summary>0x0002 RESPONSE-ADDRESS: where the answer should go (RFC 3489 §11.2.2).</summary>
    ResponseAddress = 0x0002,

    /// <summary>0x0003 CHANGE-REQUEST: 32 bits, 0x4 change IP, 0x2 change port (RFC 5780 §7.2).</summary>
    ChangeRequest = 0x0003,

    /// <summary>0x0004 SOURCE-ADDRESS: where the answer came from (RFC 3489 §11.2.5).</summary>
    SourceAddress = 0x0004,

    /// <summary>0x0005 CHANGED-ADDRESS: the server's other address (RFC 3489 §11.2.3).</summary>
    ChangedAddress = 0x0005,

    /// <summary>0x0006 USERNAME: at most 513 octets of UTF-8; in ICE receiver's ufrag, colon, sender's ufrag (RFC 8489 §14.3).</summary>
    Username = 0x0006,

    /// <summary>0x0007 PASSWORD: of a Shared Secret response (RFC 3489 §11.2.7).</summary>
    Password = 0x0007,

    /// <summary>0x0008 MESSAGE-INTEGRITY: HMAC-SHA1, 20 octets (RFC 8489 §14.5).</summary>
    MessageIntegrity = 0x0008,

    /// <summary>0x0009 ERROR-CODE: 21 zero bits, class in 3, number in 8, reason in UTF-8 (RFC 8489 §14.8).</summary>
    ErrorCode = 0x0009,

    /// <summary>0x000a UNKNOWN-ATTRIBUTES: a list of 16-bit types (RFC 8489 §14.13).</summary>
    UnknownAttributes = 0x000a,

    /// <summary>0x000b REFLECTED-FROM: who asked for RESPONSE-ADDRESS (RFC 3489 §11.2.11).</summary>
    ReflectedFrom = 0x000b,

    /// <summary>0x000c CHANNEL-NUMBER: 16 bits and 16 reserved ones (RFC 8656 §18.1).</summary>
    ChannelNumber = 0x000c,

    /// <summary>0x000d LIFETIME: 32 bits of seconds (RFC 8656 §18.2).</summary>
    Lifetime = 0x000d,

    /// <summary>0x000f MAGIC-COOKIE of Microsoft's TURN: always 0x72c64bc6 (MS-TURN §2.2.2.1).</summary>
    MicrosoftMagicCookie = 0x000f,

    /// <summary>0x0010 BANDWIDTH, of drafts of TURN (reserved).</summary>
    Bandwidth = 0x0010,

    /// <summary>0x0011 DESTINATION-ADDRESS of Microsoft's TURN (MS-TURN §2.2.2.3).</summary>
    MicrosoftDestinationAddress = 0x0011,

    /// <summary>0x0012 XOR-PEER-ADDRESS: the peer of a permission, channel or datum (RFC 8656 §18.3).</summary>
    XorPeerAddress = 0x0012,

    /// <summary>0x0013 DATA: the octets relayed (RFC 8656 §18.4).</summary>
    Data = 0x0013,

    /// <summary>0x0014 REALM: of the long-term credential (RFC 8489 §14.9).</summary>
    Realm = 0x0014,

    /// <summary>0x0015 NONCE: of the long-term credential (RFC 8489 §14.10).</summary>
    Nonce = 0x0015,

    /// <summary>0x0016 XOR-RELAYED-ADDRESS: the address that an allocation opened (RFC 8656 §18.5).</summary>
    XorRelayedAddress = 0x0016,

    /// <summary>0x0017 REQUESTED-ADDRESS-FAMILY: 1 IPv4, 2 IPv6, then 24 reserved bits (RFC 8656 §18.6).</summary>
    RequestedAddressFamily = 0x0017,

    /// <summary>0x0018 EVEN-PORT: the top bit also reserves the next port (RFC 8656 §18.7).</summary>
    EvenPort = 0x0018,

    /// <summary>0x0019 REQUESTED-TRANSPORT: an IP protocol number, then 24 reserved bits (RFC 8656 §18.8).</summary>
    RequestedTransport = 0x0019,

    /// <summary>0x001a DONT-FRAGMENT: empty (RFC 8656 §18.9).</summary>
    DontFragment = 0x001a,

    /// <summary>0x001b ACCESS-TOKEN: an OAuth token (RFC 7635 §6.2).</summary>
    AccessToken = 0x001b,

    /// <summary>0x001c MESSAGE-INTEGRITY-SHA256: HMAC-SHA256, cut to 16 to 32 octets (RFC 8489 §14.6).</summary>
    MessageIntegritySha256 = 0x001c,

    /// <summary>0x001d PASSWORD-ALGORITHM: 1 MD5, 2 SHA-256, and its parameters (RFC 8489 §14.12).</summary>
    PasswordAlgorithm = 0x001d,

    /// <summary>0x001e USERHASH: SHA-256 of user name, colon, realm (RFC 8489 §14.4).</summary>
    UserHash = 0x001e,

    /// <summary>0x0020 XOR-MAPPED-ADDRESS: port and address XORed with cookie and transaction id (RFC 8489 §14.2).</summary>
    XorMappedAddress = 0x0020,

    /// <summary>0x0022 RESERVATION-TOKEN: 8 octets (RFC 8656 §18.10).</summary>
    ReservationToken = 0x0022,

    /// <summary>0x0024 PRIORITY: 32 bits, that of the peer-reflexive candidate a check would make (RFC 8445 §16.1).</summary>
    Priority = 0x0024,

    /// <summary>0x0025 USE-CANDIDATE: empty, nominates the pair (RFC 8445 §16.1).</summary>
    UseCandidate = 0x0025,

    /// <summary>0x0026 PADDING: to make fragments (RFC 5780 §7.6).</summary>
    Padding = 0x0026,

    /// <summary>0x0027 RESPONSE-PORT: 16 bits and 16 reserved ones (RFC 5780 §7.5).</summary>
    ResponsePort = 0x0027,

    /// <summary>0x002a CONNECTION-ID: 32 bits (RFC 6062 §6.2.1).</summary>
    ConnectionId = 0x002a,

    /// <summary>0x8000 ADDITIONAL-ADDRESS-FAMILY: 2 for IPv6, then 24 reserved bits (RFC 8656 §18.11).</summary>
    AdditionalAddressFamily = 0x8000,

    /// <summary>0x8001 ADDRESS-ERROR-CODE: family, class and number, reason (RFC 8656 §18.12).</summary>
    AddressErrorCode = 0x8001,

    /// <summary>0x8002 PASSWORD-ALGORITHMS: what the server takes (RFC 8489 §14.11).</summary>
    PasswordAlgorithms = 0x8002,

    /// <summary>0x8003 ALTERNATE-DOMAIN: the name to check the alternate server's certificate for (RFC 8489 §14.16).</summary>
    AlternateDomain = 0x8003,

    /// <summary>0x8004 ICMP: type, code and data of an error met by the relay (RFC 8656 §18.13).</summary>
    Icmp = 0x8004,

    /// <summary>0x8008 MS-VERSION: 32 bits (MS-TURN §2.2.2.17).</summary>
    MicrosoftVersion = 0x8008,

    /// <summary>0x8020 XOR-MAPPED-ADDRESS as drafts and Microsoft number it (MS-TURN §2.2.2.18).</summary>
    MicrosoftXorMappedAddress = 0x8020,

    /// <summary>0x8022 SOFTWARE: a text about the sender (SERVER in drafts) (RFC 8489 §14.14).</summary>
    Software = 0x8022,

    /// <summary>0x8023 ALTERNATE-SERVER: an address in clear (RFC 8489 §14.15).</summary>
    AlternateServer = 0x8023,

    /// <summary>0x8025 TRANSACTION_TRANSMIT_COUNTER: which transmission this is (RFC 7982 §3).</summary>
    TransactionTransmitCounter = 0x8025,

    /// <summary>0x8027 CACHE-TIMEOUT: 32 bits of seconds (RFC 5780 §7.1).</summary>
    CacheTimeout = 0x8027,

    /// <summary>0x8028 FINGERPRINT: CRC-32 XOR 0x5354554e, always last (RFC 8489 §14.7).</summary>
    Fingerprint = 0x8028,

    /// <summary>0x8029 ICE-CONTROLLED: the tie-breaker, 64 bits (RFC 8445 §16.1).</summary>
    IceControlled = 0x8029,

    /// <summary>0x802a ICE-CONTROLLING: the tie-breaker, 64 bits (RFC 8445 §16.1).</summary>
    IceControlling = 0x802a,

    /// <summary>0x802b RESPONSE-ORIGIN: where the answer came from (RFC 5780 §7.3).</summary>
    ResponseOrigin = 0x802b,

    /// <summary>0x802c OTHER-ADDRESS: the server's other address (RFC 5780 §7.4).</summary>
    OtherAddress = 0x802c,

    /// <summary>0x802d ECN-CHECK: whether ECN marks survive the path (RFC 6679 §7.2.2).</summary>
    EcnCheck = 0x802d,

    /// <summary>0x802e THIRD-PARTY-AUTHORIZATION: the name of the OAuth server (RFC 7635 §6.1).</summary>
    ThirdPartyAuthorization = 0x802e,

    /// <summary>0x802f ORIGIN: the web origin of the client (an expired draft).</summary>
    Origin = 0x802f,

    /// <summary>0x8030 MOBILITY-TICKET: lets an allocation move to another address (RFC 8016 §3.1).</summary>
    MobilityTicket = 0x8030,

    /// <summary>0x8050 MS-SEQUENCE-NUMBER: connection id and counter (MS-TURN §2.2.2.20).</summary>
    MicrosoftSequenceNumber = 0x8050,

    /// <summary>0x8054 CANDIDATE-IDENTIFIER: the foundation of the check's local candidate (MS-ICE2 §2.2.1).</summary>
    CandidateIdentifier = 0x8054,

    /// <summary>0x8055 MS-SERVICE-QUALITY: stream type and reliability (MS-TURN §2.2.2.19).</summary>
    ServiceQuality = 0x8055,

    /// <summary>0x8068 MS-LOCATION-PROFILE: inside or outside of the enterprise (MS-TURN).</summary>
    LocationProfile = 0x8068,

    /// <summary>0x8070 IMPLEMENTATION-VERSION: 32 bits (MS-ICE2 §2.2.2).</summary>
    ImplementationVersion = 0x8070,

    /// <summary>0x8090 MS-ALT-MAPPED-ADDRESS: the address as the other interface sees it (MS-TURN).</summary>
    MicrosoftAlternateMappedAddress = 0x8090,

    /// <summary>0xc000 CISCO-STUN-FLOWDATA: a vendor's (registered, no RFC).</summary>
    CiscoFlowData = 0xc000,

    /// <summary>0xc001 ENF-FLOW-DESCRIPTION, and the NOMINATION (32 bits) of libwebrtc's renomination (registered, no RFC).</summary>
    FlowDescription = 0xc001,

    /// <summary>0xc002 ENF-NETWORK-STATUS: a vendor's (registered, no RFC).</summary>
    NetworkStatus = 0xc002,

    /// <summary>0xc003 CISCO-WEBEX-FLOW-INFO: a vendor's (registered, no RFC).</summary>
    CiscoWebexFlowInfo = 0xc003,

    /// <summary>0xc056 CITRIX-TRANSACTION-ID: a vendor's (registered, no RFC).</summary>
    CitrixTransactionId = 0xc056,

    /// <summary>0xc057 GOOG-NETWORK-INFO: network id and cost, 16 bits each (registered, no RFC).</summary>
    GoogNetworkInfo = 0xc057,

    /// <summary>0xc058 GOOG-LAST-ICE-CHECK-RECEIVED: a transaction id (registered, no RFC).</summary>
    GoogLastIceCheckReceived = 0xc058,

    /// <summary>0xc059 GOOG-MISC-INFO: a list of 16-bit values (registered, no RFC).</summary>
    GoogMiscInfo = 0xc059,

    /// <summary>0xc05a GOOG-OBSOLETE-1: no longer used (registered, no RFC).</summary>
    GoogObsolete = 0xc05a,

    /// <summary>0xc05b GOOG-CONNECTION-ID: of libwebrtc's connection (registered, no RFC).</summary>
    GoogConnectionId = 0xc05b,

    /// <summary>0xc05c GOOG-DELTA: compressed changes of candidates (registered, no RFC).</summary>
    GoogDelta = 0xc05c,

    /// <summary>0xc05d GOOG-DELTA-ACK: their acknowledgement (registered, no RFC).</summary>
    GoogDeltaAck = 0xc05d,

    /// <summary>0xc05e GOOG-DELTA-SYNC-REQ: asks for them anew (registered, no RFC).</summary>
    GoogDeltaSyncRequest = 0xc05e,

    /// <summary>0xc060 GOOG-MESSAGE-INTEGRITY-32: HMAC-SHA1 cut to 4 octets (registered, no RFC).</summary>
    GoogMessageIntegrity32 = 0xc060,

    /// <summary>0xc070 META-DTLS-IN-STUN: a DTLS flight carried in checks (registered, no RFC).</summary>
    MetaDtlsInStun = 0xc070,

    /// <summary>0xc071 META-DTLS-IN-STUN-ACK: its acknowledgement (registered, no RFC).</summary>
    MetaDtlsInStunAck = 0xc071,
}
