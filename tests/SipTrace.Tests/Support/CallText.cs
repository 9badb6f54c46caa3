using System.Text;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Lint;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Tests.Support;

/// <summary>A call text, played as packets through a real correlator; or a body alone, or one SIP message alone.</summary>
/// <remarks>An event line: <c>seconds source > destination KIND[/transport] words</c>; all lines to the next event are the SIP message.
/// SIP over TLS is given to the correlator as decrypted.</remarks>
internal sealed class CallText
{
    private static readonly Timestamp epoch = new(1_700_000_000_000_000_000);

    private CallText()
    {
    }

    /// <summary>What was learned; null for a body alone.</summary>
    public Trace? Trace { get; private init; }

    /// <summary>The description of a body alone.</summary>
    public SdpDocument? Body { get; private init; }

    /// <summary>The line of the text that each frame comes from, by frame number; 0 for what stands at the first line.</summary>
    public List<int> LineOfFrame { get; } = [0];

    /// <summary>Reads a text; its line ends become CR LF, a body without the one at its end gets it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="snapLength">The octets of each packet that the capture holds.</param>
    public static CallText Read(string text, int snapLength = int.MaxValue)
    {
        var first = text.Split('\n').First(line => line.Trim().Length > 0 && !line.StartsWith('#')).TrimEnd('\r');
        if (first.Length > 0 && char.IsAsciiDigit(first[0]) && first.Contains(" > ")) return Play(CallTextEvent.ReadAll(text), snapLength);
        var octets = Encoding.UTF8.GetBytes(text.Contains('\r') ? text : text.TrimEnd('\n').Replace("\n", "\r\n") + "\r\n");
        if (!first.Contains("SIP/2.0")) return new CallText { Body = SdpDocument.Parse(octets) };
        var correlator = new Correlator(new NoBytes());
        correlator.TakeSip(epoch, default, default, SipTransport.Udp, 0, 0, octets);
        correlator.Complete();
        return new CallText { Trace = correlator.Trace };
    }

    /// <summary>The findings of all of it.</summary>
    public IReadOnlyList<Finding> Check(Linter linter)
    {
        if (Trace is null) return linter.Check(Body!);
        var capture = new LintedTrace(Trace);
        return [.. Trace.Calls.SelectMany(call => linter.Check(capture, call)), .. linter.CheckRest(capture)];
    }

    /// <summary>The line of the text that a finding marks.</summary>
    public int LineOf(Finding finding) => LineOfFrame[finding.Place.Frame] + finding.Line;

    private static CallText Play(List<CallTextEvent> events, int snapLength)
    {
        var (wire, stun, media) = (new CallTextWire(), new CallTextStun(), new CallTextMedia());
        var sends = new List<(double At, CallTextEvent Event, byte[]? Packet)>();
        foreach (var e in events)
        {
            if (e.Kind is "RTP" or "UDPTL") sends.AddRange(media.Run(e).Select(sent => (sent.At, e, (byte[]?)sent.Packet)));
            else sends.Add((e.At, e, null));
        }
        var decrypted = new List<(int Before, CallTextEvent Event)>();
        foreach (var (at, e, packet) in sends.OrderBy(send => send.At))
        {
            switch (e.Kind)
            {
                case "SIP":
                    stun.Learn(e.Message);
                    if (e.Transport is "TLS" or "WSS") decrypted.Add((wire.Packets.Count, e));
                    else if (e.Transport == "TCP") wire.SendTcp(e, e.Message);
                    else if (e.Transport == "WS") wire.SendWebSocket(e, e.Message);
                    else wire.SendUdp(e, at, e.Message);
                    break;
                case "STUN": wire.SendUdp(e, at, stun.Binding(e)); break;
                case "TURN": wire.SendUdp(e, at, stun.Turn(e, CallTextMedia.AnyRtp)); break;
                case "RTCP": wire.SendUdp(e, at, media.Rtcp(e)); break;
                case "DTLS": wire.SendUdp(e, at, media.Dtls(e)); break;
                case "ICMP":
                    var (from, to) = (e.Address("from")!, e.Address("to")!);
                    wire.SendUnreachable(e, from, to, media.LastOf(from, to));
                    break;
                default:
                    media.Sent(e, packet!);
                    wire.SendUdp(e, at, packet!);
                    break;
            }
        }
        return Correlate(wire, decrypted, snapLength);
    }

    private static CallText Correlate(CallTextWire wire, List<(int Before, CallTextEvent Event)> decrypted, int snapLength)
    {
        var correlator = new Correlator(new NoBytes());
        var text = new CallText { Trace = correlator.Trace };
        for (var i = 0; i <= wire.Packets.Count; i++)
        {
            foreach (var (_, e) in decrypted.Where(item => item.Before == i))
            {
                text.LineOfFrame.Add(e.Line);
                correlator.TakeSip(TimeOf(e.At), EndpointOf(e.From), EndpointOf(e.To), e.Transport == "TLS" ? SipTransport.Tls : SipTransport.Wss, 0, text.LineOfFrame.Count - 1, e.Message);
            }
            if (i == wire.Packets.Count) break;
            var (at, line, packet) = wire.Packets[i];
            text.LineOfFrame.Add(line);
            correlator.Take(new Frame { Time = TimeOf(at), LinkType = LinkType.Raw, Bytes = packet.AsSpan(0, Math.Min(packet.Length, snapLength)), OriginalLength = packet.Length, Number = text.LineOfFrame.Count - 1, Offset = -1 });
        }
        correlator.Complete();
        return text;
    }

    private static Timestamp TimeOf(double seconds) => new(epoch.Nanoseconds + (long)Math.Round(seconds * 1e6) * 1000);

    private static Endpoint EndpointOf(System.Net.IPEndPoint end) => Endpoint.From(end.Address, (ushort)end.Port);

    private sealed class NoBytes : ByteSource
    {
        protected override int ReadInput(int file, long offset, Span<byte> bytes) => 0;
    }
}
