using System.Globalization;
using SipTrace.Wire.Bytes;

namespace SipTrace.Wire.Sdp;

/// <summary>An a=candidate line: <c>foundation component transport priority address port typ type [raddr ..] [rport ..] [name
/// value]*</c> (RFC 8839 §5.1).</summary>
public sealed class SdpCandidate
{
    private const int MinWords = 8;

    private SdpCandidate(SdpLine line, string[] words)
    {
        Line = line;
        Foundation = words[0];
        Transport = words[2];
        Address = new SdpAddress(words[4]);
        TypeText = words[7];
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
    public bool IsTcp => Transport.Equals("TCP", StringComparison.OrdinalIgnoreCase) || HasDraftTransport;

    /// <summary>Whether <see cref="Transport"/> is of a draft of RFC 6544: TCP-ACT, TCP-PASS, TCP-SO.</summary>
    public bool HasDraftTransport => Transport.StartsWith("TCP-", StringComparison.OrdinalIgnoreCase)
        && Transport.ToUpperInvariant() is "TCP-ACT" or "TCP-PASS" or "TCP-SO";

    /// <summary>The priority, 1 to 2^31-1.</summary>
    public uint Priority { get; private init; }

    /// <summary>The address: a literal, or a name.</summary>
    public SdpAddress Address { get; }

    /// <summary>The port.</summary>
    public int Port { get; private init; }

    /// <summary>The address with the port; none for a name.</summary>
    public Endpoint Endpoint => Address.IsLiteral ? Address.Endpoint.WithPort((ushort)Port) : default;

    /// <summary>How it was found.</summary>
    public CandidateType Type => TypeText switch
    {
        "host" => CandidateType.Host,
        "srflx" => CandidateType.ServerReflexive,
        "prflx" => CandidateType.PeerReflexive,
        "relay" => CandidateType.Relay,
        _ => CandidateType.Other,
    };

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
    public string TcpType => Transport.ToUpperInvariant() switch
    {
        "TCP-ACT" => "active",
        "TCP-PASS" => "passive",
        "TCP-SO" => "so",
        _ => Extension("tcptype"),
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
        var words = line.Words();
        problem = ProblemOf(words, out var component, out var priority, out var port);
        if (problem.Length > 0) return false;

        SdpAddress? relatedAddress = null;
        int? relatedPort = null;
        var extensions = new List<KeyValuePair<string, string>>();
        for (var i = MinWords; i < words.Length; i += 2)
        {
            var value = i + 1 < words.Length ? words[i + 1] : "";
            if (words[i] == "raddr") relatedAddress ??= new SdpAddress(value);
            else if (words[i] != "rport") extensions.Add(new(words[i], value));
            else if (SdpNumber.TryParse(value, ushort.MaxValue, out var number)) relatedPort ??= number;
            else
            {
                problem = $"rport {value} is not 0..65535";
                return false;
            }
        }
        candidate = new SdpCandidate(line, words)
        {
            Component = component,
            Priority = priority,
            Port = port,
            RelatedAddress = relatedAddress,
            RelatedPort = relatedPort,
            Extensions = extensions,
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

    private static string ProblemOf(string[] words, out int component, out uint priority, out int port)
    {
        (component, priority, port) = (0, 0, 0);
        if (words.Length < MinWords) return $"has {words.Length} fields, at least {MinWords} are needed";
        if (words[0].Length > 32 || !words[0].All(IsIceChar)) return $"foundation {words[0]} is not 1 to 32 letters, digits, + and /";
        if (!SdpNumber.TryParse(words[1], 256, out component) || component == 0) return $"component {words[1]} is not 1..256";
        if (!SdpNumber.TryParse(words[3], int.MaxValue, out var number) || number == 0) return $"priority {words[3]} is not 1..2147483647";
        priority = (uint)number;
        if (new SdpAddress(words[4]) is { IsLiteral: false, IsName: false })
        {
            return $"address {words[4]} is neither an IP address nor a name";
        }
        if (!SdpNumber.TryParse(words[5], ushort.MaxValue, out port)) return $"port {words[5]} is not 0..65535";
        return words[6] == "typ" ? "" : $"has {words[6]} where typ is needed";
    }

    private static bool IsIceChar(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '/';
}
