using System.Globalization;
using System.Runtime.CompilerServices;
using SipTrace.Wire.Bytes;

namespace SipTrace.Wire.Sdp;

/// <summary>One m= line with its section and what is in force for it: its own word, else the session's.</summary>
public sealed class SdpMedia : SdpSection
{
    private readonly SdpDocument document;
    private bool? isSecure;

    internal SdpMedia(SdpDocument document, SdpLine[] lines, int first, int count, int index)
        : base(lines, first, count)
    {
        this.document = document;
        Index = index;
        var words = Line.ReadWords();
        FieldCount = words.CountAll();
        Kind = words.NextText();
        PortText = words.NextText();
        Protocol = words.NextText();
        Formats = new List<string>(FieldCount - words.Count);
        while (words.Count < FieldCount) Formats.Add(words.NextText());
        IsRtp = Protocol.Contains("RTP/", StringComparison.OrdinalIgnoreCase);
        var slash = PortText.IndexOf('/');
        IsPortValid = SdpNumber.TryParse(slash < 0 ? PortText : PortText.AsSpan(0, slash), ushort.MaxValue, out var port);
        Port = IsPortValid ? port : 0;
        PortCount = slash >= 0 && SdpNumber.TryParse(PortText.AsSpan(slash + 1), ushort.MaxValue, out var ports) ? ports : 1;
    }

    /// <summary>0-based place among the m= lines.</summary>
    public int Index { get; }

    /// <summary>The m= line.</summary>
    public SdpLine Line => Lines[0];

    /// <summary>audio, video, image, application, ...; empty where it is missing.</summary>
    public string Kind { get; }

    /// <summary>The port as written, a count after a slash included.</summary>
    public string PortText { get; }

    /// <summary>Whether <see cref="PortText"/> is a port, 0 to 65535.</summary>
    public bool IsPortValid { get; }

    /// <summary>The port; 0 where it is none.</summary>
    public int Port { get; }

    /// <summary>How many ports (port pairs for RTP) are meant; 1 where nothing is said.</summary>
    public int PortCount { get; }

    /// <summary>The transport protocol: <c>RTP/AVP</c>, <c>UDP/TLS/RTP/SAVPF</c>, <c>udptl</c>, ...</summary>
    public string Protocol { get; }

    /// <summary>The formats: payload types for RTP.</summary>
    public List<string> Formats { get; }

    /// <summary>How many fields the m= line has.</summary>
    public int FieldCount { get; }

    /// <summary>Whether the stream is RTP.</summary>
    public bool IsRtp { get; }

    /// <summary>Whether the protocol asks for SRTP, TLS or DTLS.</summary>
    public bool IsSecure => isSecure ??= Protocol.Contains("SAVP", StringComparison.OrdinalIgnoreCase)
        || Protocol.Contains("/TLS/", StringComparison.OrdinalIgnoreCase)
        || Protocol.Contains("/DTLS/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the default transport is TCP.</summary>
    public bool IsTcp => Protocol.StartsWith("TCP/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether this is fax over IP: T.38.</summary>
    public bool IsFax => Kind.Equals("image", StringComparison.OrdinalIgnoreCase)
        && Formats.Any(f => f.Equals("t38", StringComparison.OrdinalIgnoreCase));

    /// <summary>The attributes of T.38.</summary>
    public SdpFax Fax => field ??= SdpFax.Read(this);

    /// <summary>The BUNDLE group this m= line is in; null where it is in none.</summary>
    public SdpGroup? Bundle => document.BundleOf(Mid).Bundle;

    /// <summary>Whether the stream is wanted: its port is not 0, or a=bundle-only in a BUNDLE group explains the 0 (RFC 9143
    /// §6).</summary>
    public bool IsLive => Port > 0 || IsLiveWithoutPort();

    /// <summary>The m= line whose transport the BUNDLE group uses: the first of the group with a port. Null outside groups.</summary>
    public SdpMedia? Tagged => document.BundleOf(Mid).Tagged;

    /// <summary>Whether transport, keys, rtcp-mux and ICE are those of <see cref="Tagged"/> (RFC 9143 §7.1.3, §10).</summary>
    public bool Inherits => Tagged is { } tagged && tagged != this && !HasAttribute("candidate");

    /// <summary>Whether the stream is wanted and has a port and a transport of its own.</summary>
    public bool HasOwnTransport => IsLive && Port > 0 && !Inherits;

    /// <summary>The c= in force; null where there is none.</summary>
    public SdpConnection? Connection => OwnConnection ?? document.Connection;

    /// <summary>The default destination: the address of c= with the port; none where that is a name or missing.</summary>
    public Endpoint Default => Connection is { Address.IsLiteral: true } connection
        ? connection.Address.Endpoint.WithPort((ushort)Port)
        : default;

    /// <summary>Whether the default says nothing yet: a zero address and port 9 (RFC 8840 §4.1.1).</summary>
    public bool HasDummyDefault => Port == 9 && Connection is { Address.IsZero: true };

    /// <summary>The a=rtcp line; null where there is none that can be read.</summary>
    public SdpRtcp? Rtcp => field ??= TryGetAttribute("rtcp", out var line) && SdpRtcp.TryParse(line, out var rtcp) ? rtcp : null;

    /// <summary>Where RTCP goes without multiplexing: a=rtcp, with the address of c= where it has none; else one port above RTP at
    /// c=.</summary>
    public Endpoint RtcpDefault
    {
        get
        {
            var port = Rtcp?.Port ?? Port + 1;
            return (Rtcp?.Address ?? Connection?.Address) is { IsLiteral: true } address && port <= ushort.MaxValue
                ? address.Endpoint.WithPort((ushort)port)
                : default;
        }
    }

    /// <summary>Whether RTCP may share the port of RTP: a=rtcp-mux or a=rtcp-mux-only here or in the tagged section.</summary>
    public bool IsRtcpMux => HasRtcpMux || Tagged is { HasRtcpMux: true };

    /// <summary>Whether RTCP is switched off: b=RS:0 and b=RR:0 (RFC 3556).</summary>
    public bool IsRtcpOff => Bandwidths.Any(b => b is { Type: "RS", Value: 0 }) && Bandwidths.Any(b => b is { Type: "RR", Value: 0 });

    /// <summary>The direction in force.</summary>
    public MediaDirection Direction =>
        TryGetDirection(out _, out var own) || document.Session.TryGetDirection(out _, out own) ? own : MediaDirection.SendRecv;

    /// <summary>The encodings of the formats, in their order; formats that nothing explains are left out.</summary>
    public List<SdpCodec> Codecs
    {
        get
        {
            if (field is not null) return field;
            var codecs = new List<SdpCodec>(Formats.Count);
            foreach (var format in Formats)
            {
                if (SdpNumber.TryParse(format, 127, out var payloadType) && TryGetCodec(payloadType, out var codec)) codecs.Add(codec);
            }
            return field = codecs;
        }
    }

    /// <summary>The a=rtpmap lines, each with its encoding; null where it cannot be read.</summary>
    public List<(SdpLine Line, SdpCodec? Codec)> Maps
    {
        get
        {
            if (field is not null) return field;
            field = new List<(SdpLine, SdpCodec?)>(CountAttributes("rtpmap"));
            if (field.Capacity == 0) return field;
            foreach (ref readonly var line in Lines)
            {
                if (line.IsAttribute("rtpmap")) field.Add((line, SdpCodec.TryParse(line, out var codec) ? codec : null));
            }
            return field;
        }
    }

    /// <summary>a=ptime in milliseconds; null where it is missing or no number.</summary>
    public double? PacketMs => Milliseconds("ptime");

    /// <summary>a=maxptime in milliseconds; null where it is missing or no number.</summary>
    public double? MaxPacketMs => Milliseconds("maxptime");

    /// <summary>The a=ice-ufrag in force; empty where there is none.</summary>
    public string IceUfrag => field ??= InForce("ice-ufrag");

    /// <summary>The a=ice-pwd in force; empty where there is none.</summary>
    public string IcePassword => field ??= InForce("ice-pwd");

    /// <summary>Whether ICE is spoken here: ufrag and pwd are in force.</summary>
    public bool HasIce => IceUfrag.Length > 0 && IcePassword.Length > 0;

    /// <summary>Whether anything of ICE is here: a ufrag, a pwd or a candidate.</summary>
    public bool HasAnyIce => IceUfrag.Length > 0 || IcePassword.Length > 0 || HasAttribute("candidate");

    /// <summary>The a=ice-options in force: trickle (RFC 8840), ice2 (RFC 8445), ...</summary>
    public IReadOnlyList<string> IceOptions => field ??= TryGetInForce("ice-options", out var line) ? line.Words() : [];

    /// <summary>Whether further candidates may come by INFO.</summary>
    public bool Trickles => IceOptions.Contains("trickle");

    /// <summary>Whether the author speaks RFC 8445 and not RFC 5245.</summary>
    public bool IsIce2 => IceOptions.Contains("ice2");

    /// <summary>Whether the author found the default destination of the offer not among its candidates, and so left ICE (RFC 8839
    /// §5.3).</summary>
    public bool HasIceMismatch => HasAttribute("ice-mismatch") || document.Session.HasAttribute("ice-mismatch");

    /// <summary>Whether no further candidates will come (RFC 8838 §13).</summary>
    public bool HasEndOfCandidates => HasAttribute("end-of-candidates") || document.Session.HasAttribute("end-of-candidates");

    /// <summary>The triples of a=remote-candidates.</summary>
    public IReadOnlyList<SdpRemoteCandidate> RemoteCandidates
    {
        get
        {
            if (field is not null) return field;
            if (!MayHaveAttribute("remote-candidates")) return field = [];
            var triples = new List<SdpRemoteCandidate>(2);
            foreach (ref readonly var line in Lines)
            {
                if (line.IsAttribute("remote-candidates")) SdpRemoteCandidate.Read(line, triples);
            }
            return field = triples;
        }
    }

    /// <summary>The a=setup in force: actpass, active, passive, holdconn; empty where there is none.</summary>
    public string Setup => field ??= InForce("setup");

    /// <summary>The fingerprints in force.</summary>
    public IReadOnlyList<SdpFingerprint> Fingerprints => OwnFingerprints.Count > 0 ? OwnFingerprints : document.Session.OwnFingerprints;

    /// <summary>The a=crypto lines.</summary>
    public IReadOnlyList<SdpCrypto> Cryptos => field ??= Read<SdpCrypto>("crypto", SdpCrypto.TryParse);

    /// <summary>The a=ssrc lines.</summary>
    public IReadOnlyList<SdpSource> Sources => field ??= Read<SdpSource>("ssrc", SdpSource.TryParse);

    private bool HasRtcpMux => HasAttribute("rtcp-mux") || HasAttribute("rtcp-mux-only");

    // By the first a=rtpmap of each payload type: 128 at most.
    private List<SdpCodec> Mapped
    {
        get
        {
            if (field is not null) return field;
            field = new List<SdpCodec>(Math.Min(Maps.Count, 128));
            foreach (var (_, codec) in Maps)
            {
                if (codec is not null && !TryFind(field, codec.PayloadType, out _)) field.Add(codec);
            }
            return field;
        }
    }

    /// <summary>What a payload type stands for here: by the first a=rtpmap, else by the static table.</summary>
    public bool TryGetCodec(int payloadType, out SdpCodec codec) =>
        TryFind(Mapped, payloadType, out codec) || SdpCodec.TryGetStatic(payloadType, out codec);

    /// <summary>Whether one of the formats is that encoding, whatever its number.</summary>
    public bool Knows(SdpCodec encoding)
    {
        foreach (var codec in Codecs)
        {
            if (codec.IsSameEncoding(encoding)) return true;
        }
        return false;
    }

    /// <summary>The format parameters of a format (a=fmtp); empty where there are none.</summary>
    public string FormatParameters(string format)
    {
        foreach (var line in Attributes("fmtp"))
        {
            var parts = line.AttributeText.Split(' ', 2, StringSplitOptions.TrimEntries);
            if (parts.Length == 2 && parts[0] == format) return parts[1];
        }
        return "";
    }

    /// <summary>The first a= line of a name here, else in the session section.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]      // seldom asked: what asks stays small
    public bool TryGetInForce(string attribute, out SdpLine line) =>
        TryGetAttribute(attribute, out line) || document.Session.TryGetAttribute(attribute, out line);

    [MethodImpl(MethodImplOptions.NoInlining)]      // seldom asked: what asks stays small
    private bool IsLiveWithoutPort() => HasAttribute("bundle-only") && Bundle is not null;

    private static bool TryFind(List<SdpCodec> codecs, int payloadType, out SdpCodec found)
    {
        foreach (var codec in codecs)
        {
            if (codec.PayloadType != payloadType) continue;
            found = codec;
            return true;
        }
        found = default!;
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]      // seldom asked: what asks stays small
    private string InForce(string attribute) => TryGetInForce(attribute, out var line) ? line.AttributeText : "";

    private double? Milliseconds(string attribute) =>
        TryGetAttribute(attribute, out var line) && double.TryParse(line.AttributeText, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
