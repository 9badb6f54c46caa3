using System.Buffers;
using System.Globalization;
using SipTrace.Wire.Bytes;

namespace SipTrace.Wire.Sdp;

/// <summary>An a=candidate line: <c>foundation component transport priority address port typ type [raddr ..] [rport ..] [name
/// value]*</c> (RFC 8839 §5.1).</summary>
public sealed class SdpCandidate
{
    private const int MinWords = 8;
    private static readonly SearchValues<byte> IceChars =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    private SdpCandidate(SdpLine line, string foundation, string transport, SdpAddress address, int port, string type)
    {
        Line = line;
        Foundation = foundation;
        Transport = transport;
        Address = address;
        Port = port;
        Endpoint = address.IsLiteral ? address.Endpoint.WithPort((ushort)port) : default;
        HasDraftTransport = Transport.StartsWith("TCP-", StringComparison.OrdinalIgnoreCase)
            && Transport.ToUpperInvariant() is "TCP-ACT" or "TCP-PASS" or "TCP-SO";
        IsTcp = HasDraftTransport || Transport.Equals("TCP", StringComparison.OrdinalIgnoreCase);
        TypeText = type;
        Type = TypeText switch
        {
            "host" => CandidateType.Host,
            "srflx" => CandidateType.ServerReflexive,
            "prflx" => CandidateType.PeerReflexive,
            "relay" => CandidateType.Relay,
            _ => CandidateType.Other,
        };
    }

    /// <summary>The line.</summary>
    public SdpLine Line { get; }

    /// <summary>1 to 32 characters, equal for candidates whose checks are likely to fare alike.</summary>
    public string Foundation { get; }

    /// <summary>1 RTP, 2 RTCP; up to 256.</summary>
    public int Component { get; private init; }

    /// <summary>The transport as written: UDP, TCP, in any case; in drafts TCP-ACT, TCP-PASS, TCP-SO.</summary>
    public string Transport { get; }

    /// <summary>Whether <see cref="Transport"/> is TCP or one of its draft forms; else it is UDP or unknown.</summary>
    public bool IsTcp { get; }

    /// <summary>Whether <see cref="Transport"/> is of a draft of RFC 6544: TCP-ACT, TCP-PASS, TCP-SO.</summary>
    public bool HasDraftTransport { get; }

    /// <summary>The priority, 1 to 2^31-1.</summary>
    public uint Priority { get; private init; }

    /// <summary>The address: a literal, or a name.</summary>
    public SdpAddress Address { get; }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>The address with the port; none for a name.</summary>
    public Endpoint Endpoint { get; }

    /// <summary>How it was found.</summary>
    public CandidateType Type { get; }

    /// <summary>The type as written.</summary>
    public string TypeText { get; }

    /// <summary>raddr: the base of a reflexive candidate, the mapped address of a relayed one; null where it is not told.</summary>
    public SdpAddress? RelatedAddress { get; private init; }

    /// <summary>rport; null where it is not told.</summary>
    public int? RelatedPort { get; private init; }

    /// <summary>The related address with its port; none where it is not told, a name, or hidden (0.0.0.0, ::).</summary>
    public Endpoint RelatedEndpoint => RelatedAddress is { IsLiteral: true, IsZero: false } address && RelatedPort is { } port
        ? address.Endpoint.WithPort((ushort)port)
        : default;

    /// <summary>active, passive or so (RFC 6544 §4.5), also from the draft forms of the transport; empty where it is not told.</summary>
    public string TcpType => !HasDraftTransport ? Extension("tcptype") : Transport.ToUpperInvariant() switch
    {
        "TCP-ACT" => "active",
        "TCP-PASS" => "passive",
        _ => "so",
    };

    /// <summary>The names and values after type, raddr and rport: tcptype, generation, ufrag, network-id, network-cost, ...</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Extensions { get; private init; } = [];

    /// <summary>The value of the first extension of a name; empty where there is none.</summary>
    public string Extension(string name)
    {
        foreach (var (key, value) in Extensions)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase)) return value;
        }
        return "";
    }

    /// <summary>Reads the line; false where it is no candidate.</summary>
    public static bool TryParse(SdpLine line, out SdpCandidate candidate) => TryParse(line, out candidate, out _);

    /// <summary>Reads the line; false where it is no candidate, with what is wrong with it.</summary>
    /// <param name="line">An a=candidate line.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="problem">What is wrong, in words that follow "candidate"; empty where nothing is.</param>
    public static bool TryParse(SdpLine line, out SdpCandidate candidate, out string problem)
    {
        candidate = default!;
        var words = line.ReadWords();
        var foundation = words.Next();
        var component = words.Next();
        var transport = words.Next();
        var priority = words.Next();
        var address = new SdpAddress(words.Next());
        var port = words.Next();
        var typ = words.Next();
        var type = words.Next();
        var (componentNumber, priorityNumber, portNumber) = (0, 0, 0);
        problem = type.IsEmpty ? $"has {words.Count} fields, at least {MinWords} are needed"
            : foundation.Length > 32 || foundation.ContainsAnyExcept(IceChars)
                ? $"foundation {SdpWords.TextOf(foundation)} is not 1 to 32 letters, digits, + and /"
            : !SdpNumber.TryParse(component, 256, out componentNumber) || componentNumber == 0
                ? $"component {SdpWords.TextOf(component)} is not 1..256"
            : !SdpNumber.TryParse(priority, int.MaxValue, out priorityNumber) || priorityNumber == 0
                ? $"priority {SdpWords.TextOf(priority)} is not 1..2147483647"
            : address is { IsLiteral: false, IsName: false } ? $"address {address.Text} is neither an IP address nor a name"
            : !SdpNumber.TryParse(port, ushort.MaxValue, out portNumber) ? $"port {SdpWords.TextOf(port)} is not 0..65535"
            : !typ.SequenceEqual("typ"u8) ? $"has {SdpWords.TextOf(typ)} where typ is needed" : "";
        if (problem.Length > 0) return false;

        SdpAddress? relatedAddress = null;
        int? relatedPort = null;
        List<KeyValuePair<string, string>>? extensions = null;
        while (words.Next() is { IsEmpty: false } name)
        {
            var value = words.Next();
            if (name.SequenceEqual("raddr"u8)) relatedAddress ??= new SdpAddress(value);
            else if (!name.SequenceEqual("rport"u8)) (extensions ??= []).Add(new(SdpWords.TextOf(name), SdpWords.TextOf(value)));
            else if (SdpNumber.TryParse(value, ushort.MaxValue, out var number)) relatedPort ??= number;
            else
            {
                problem = $"rport {SdpWords.TextOf(value)} is not 0..65535";
                return false;
            }
        }
        candidate = new SdpCandidate(
            line, SdpWords.TextOf(foundation), SdpWords.TextOf(transport), address, portNumber, SdpWords.TextOf(type))
        {
            Component = componentNumber,
            Priority = (uint)priorityNumber,
            RelatedAddress = relatedAddress,
            RelatedPort = relatedPort,
            Extensions = extensions ?? (IReadOnlyList<KeyValuePair<string, string>>)[],
        };
        return true;
    }

    /// <summary>Whether a line has the form of the ICE drafts of 2005, which nothing after them reads: <c>id component password UDP
    /// 0.nn address port</c>.</summary>
    public static bool IsDraftForm(SdpLine line)
    {
        var words = line.Words();
        return words.Length >= 7 && words[3].ToUpperInvariant() is "UDP" or "TCP" or "TCP-ACT" or "TCP-PASS" or "TCP-SO"
            && words[4].Contains('.') && double.TryParse(words[4], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
    }
}
