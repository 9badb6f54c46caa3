using SipTrace.Wire.Stun;

namespace SipTrace.Tests.Wire.Stun;

/// <summary>The constants, against the names and numbers that IANA registers.</summary>
public class StunRegistryTest
{
    private const string Methods = """
        001  Binding
        002  SharedSecret
        003  Allocate
        004  Refresh
        006  Send
        007  Data
        008  CreatePermission
        009  ChannelBind
        00A  Connect
        00B  ConnectionBind
        00C  ConnectionAttempt
        080  GOOG-PING
        """;

    private const string Attributes = """
        0001 MAPPED-ADDRESS
        0002 RESPONSE-ADDRESS
        0003 CHANGE-REQUEST
        0004 SOURCE-ADDRESS
        0005 CHANGED-ADDRESS
        0006 USERNAME
        0007 PASSWORD
        0008 MESSAGE-INTEGRITY
        0009 ERROR-CODE
        000A UNKNOWN-ATTRIBUTES
        000B REFLECTED-FROM
        000C CHANNEL-NUMBER
        000D LIFETIME
        000F MICROSOFT-MAGIC-COOKIE
        0010 BANDWIDTH
        0011 MICROSOFT-DESTINATION-ADDRESS
        0012 XOR-PEER-ADDRESS
        0013 DATA
        0014 REALM
        0015 NONCE
        0016 XOR-RELAYED-ADDRESS
        0017 REQUESTED-ADDRESS-FAMILY
        0018 EVEN-PORT
        0019 REQUESTED-TRANSPORT
        001A DONT-FRAGMENT
        001B ACCESS-TOKEN
        001C MESSAGE-INTEGRITY-SHA256
        001D PASSWORD-ALGORITHM
        001E USERHASH
        0020 XOR-MAPPED-ADDRESS
        0022 RESERVATION-TOKEN
        0024 PRIORITY
        0025 USE-CANDIDATE
        0026 PADDING
        0027 RESPONSE-PORT
        002A CONNECTION-ID
        8000 ADDITIONAL-ADDRESS-FAMILY
        8001 ADDRESS-ERROR-CODE
        8002 PASSWORD-ALGORITHMS
        8003 ALTERNATE-DOMAIN
        8004 ICMP
        8022 SOFTWARE
        8023 ALTERNATE-SERVER
        8025 TRANSACTION_TRANSMIT_COUNTER
        8027 CACHE-TIMEOUT
        8028 FINGERPRINT
        8029 ICE-CONTROLLED
        802A ICE-CONTROLLING
        802B RESPONSE-ORIGIN
        802C OTHER-ADDRESS
        802D ECN-CHECK
        802E THIRD-PARTY-AUTHORIZATION
        802F ORIGIN
        8030 MOBILITY-TICKET
        C000 CISCO-FLOWDATA
        C001 FLOW-DESCRIPTION
        C002 NETWORK-STATUS
        C003 CISCO-WEBEX-FLOW-INFO
        C056 CITRIX-TRANSACTION-ID
        C057 GOOG-NETWORK-INFO
        C058 GOOG-LAST-ICE-CHECK-RECEIVED
        C059 GOOG-MISC-INFO
        C05A GOOG-OBSOLETE
        C05B GOOG-CONNECTION-ID
        C05C GOOG-DELTA
        C05D GOOG-DELTA-ACK
        C05E GOOG-DELTA-SYNC-REQUEST
        C060 GOOG-MESSAGE-INTEGRITY-32
        C070 META-DTLS-IN-STUN
        C071 META-DTLS-IN-STUN-ACK
        """;

    private const string Errors = """
        300  Try Alternate
        400  Bad Request
        401  Unauthenticated
        403  Forbidden
        405  Mobility Forbidden
        420  Unknown Attribute
        437  Allocation Mismatch
        438  Stale Nonce
        440  Address Family not Supported
        441  Wrong Credentials
        442  Unsupported Transport Protocol
        443  Peer Address Family Mismatch
        446  Connection Already Exists
        447  Connection Timeout or Failure
        486  Allocation Quota Reached
        487  Role Conflict
        500  Server Error
        508  Insufficient Capacity
        600  Global Failure
        """;

    [Fact]
    public void MethodsHaveTheirRegisteredNumbers() => Check<StunMethod>(Methods, method => (int)method);

    [Fact]
    public void AttributesHaveTheirRegisteredNumbers() => Check<StunAttributeType>(Attributes, type => (int)type);

    [Fact]
    public void ErrorsHaveTheirRegisteredNumbers() =>
        Check<StunErrorCode>(Errors, code => Convert.ToInt32(((int)code).ToString(), 16));

    private static void Check<T>(string registry, Func<T, int> numberOf)
        where T : struct, Enum
    {
        foreach (var line in registry.Split('\n', StringSplitOptions.TrimEntries))
        {
            var name = line[4..].Trim();
            var plain = string.Concat(name.Where(char.IsAsciiLetterOrDigit));
            Assert.True(Enum.TryParse<T>(plain, ignoreCase: true, out var value), name);
            Assert.Equal(Convert.ToInt32(line[..4].Trim(), 16), numberOf(value));
        }
    }
}
