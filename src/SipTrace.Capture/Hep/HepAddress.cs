using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SipTrace.Capture.Hep;

/// <summary>Where HEP is sent to or awaited: <c>udp:HOST:PORT</c> or <c>tcp:HOST:PORT</c>, an IPv6 address in brackets.</summary>
/// <param name="IsTcp">Whether it goes over TCP; else UDP.</param>
/// <param name="Host">The host's name or address, without brackets.</param>
/// <param name="Port">The port.</param>
public sealed record HepAddress(bool IsTcp, string Host, ushort Port)
{
    /// <summary>Reads the text of an option.</summary>
    /// <exception cref="UserError">It is no such address.</exception>
    public static HepAddress Parse(string option, string text)
    {
        var colon = text.LastIndexOf(':');
        var isTcp = text.StartsWith("tcp:", StringComparison.OrdinalIgnoreCase);
        if (colon <= 4 || (!isTcp && !text.StartsWith("udp:", StringComparison.OrdinalIgnoreCase))
            || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
        {
            throw new UserError($"{option}: '{text}' is no address", "write udp:HOST:PORT or tcp:HOST:PORT, IPv6 as udp:[::1]:9060");
        }
        return new HepAddress(isTcp, text[4..colon].Trim('[', ']'), port);
    }

    /// <summary>The addresses of the host.</summary>
    /// <exception cref="UserError">It is not known.</exception>
    public IReadOnlyList<IPAddress> Resolve()
    {
        try
        {
            return Dns.GetHostAddresses(Host);
        }
        catch (SocketException problem)
        {
            throw new UserError($"{this}: {problem.Message}");
        }
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => $"{(IsTcp ? "tcp" : "udp")}:{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}";
}
