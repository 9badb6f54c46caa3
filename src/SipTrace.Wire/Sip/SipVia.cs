namespace SipTrace.Wire.Sip;

/// <summary>One value of Via, <c>SIP/2.0/UDP host:port;branch=z9hG4bK..</c>, white space anywhere (RFC 3261 §20.42).</summary>
public readonly ref struct SipVia
{
    private readonly ReadOnlySpan<byte> sentBy;

    private SipVia(ReadOnlySpan<byte> transport, ReadOnlySpan<byte> sentBy, ReadOnlySpan<byte> parameters)
    {
        Transport = transport;
        this.sentBy = sentBy;
        Parameters = new SipParameters(parameters);
    }

    /// <summary>The transport as written: UDP, TCP, TLS, WSS, ...</summary>
    public ReadOnlySpan<byte> Transport { get; }

    /// <summary>Where the sender says it is.</summary>
    public SipHostPort SentBy => SipHostPort.Parse(sentBy);

    /// <summary>All parameters.</summary>
    public SipParameters Parameters { get; }

    /// <summary>The branch: the id of the transaction; empty where there is none.</summary>
    public ReadOnlySpan<byte> Branch => Parameters.Get("branch"u8);

    /// <summary>Whether the branch is that of RFC 3261 and more than its cookie, so that it can tell transactions apart (RFC 4475
    /// §3.2.1).</summary>
    public bool HasUsableBranch
    {
        get
        {
            var cookie = "z9hG4bK"u8;
            var branch = Branch;
            return branch.Length > cookie.Length && System.Text.Ascii.EqualsIgnoreCase(branch[..cookie.Length], cookie);
        }
    }

    /// <summary>The address the message came from, as its receiver saw it, without brackets; empty where it did not say.</summary>
    public ReadOnlySpan<byte> Received
    {
        get
        {
            var address = Parameters.Get("received"u8);
            return address.Length > 1 && address[0] == '[' && address[^1] == ']' ? address[1..^1] : address;
        }
    }

    /// <summary>Whether rport is asked for or given (RFC 3581).</summary>
    public bool HasRport => Parameters.TryGet("rport"u8, out _);

    /// <summary>The port the message came from, as its receiver saw it; 0 where it did not say.</summary>
    public int Rport => SipOctets.TryParseNumber(Parameters.Get("rport"u8), ushort.MaxValue, out var port) ? port : 0;

    /// <summary>Reads one value; a list must have been split before (<see cref="SipText.ListValues"/>). Takes anything.</summary>
    public static SipVia Parse(ReadOnlySpan<byte> value)
    {
        var semicolon = value.IndexOf((byte)';');
        var parameters = semicolon < 0 ? default : value[(semicolon + 1)..];
        var head = semicolon < 0 ? value : value[..semicolon];
        for (var slashes = 0; slashes < 2 && head.IndexOf((byte)'/') is var slash and >= 0; slashes++) head = head[(slash + 1)..];
        head = SipOctets.TrimStart(head);
        var transport = head.IndexOfAny(" \t\r\n"u8);
        return transport < 0
            ? new SipVia(head, default, parameters)
            : new SipVia(head[..transport], head[transport..], parameters);
    }
}
