using System.Buffers;
using System.Text;
using System.Text.Json;
using SipTrace.Capture.Hep;
using SipTrace.Capture.Live;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Output;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Hep;
using SipTrace.Wire.Ip;
using SipTrace.Wire.Rtp;

namespace SipTrace.Commands;

/// <summary>Sends to a HEP collector what is learned: SIP as it was, RTCP, stream quality and findings as JSON.</summary>
internal sealed class HepReports : IDisposable
{
    private readonly HepSender sender;
    private readonly LiveSource source;
    private readonly Trace trace;
    private readonly uint agent;
    private readonly ArrayBufferWriter<byte> buffer = new();

    /// <summary>Begins to send what a correlator learns.</summary>
    public HepReports(LiveArguments arguments, LiveSource source, Correlator correlator)
    {
        (this.source, trace, agent) = (source, correlator.Trace, arguments.HepId);
        sender = new HepSender(HepAddress.Parse("-H", arguments.HepSend!), arguments.HepKey, arguments.HepVersion);
        trace.MessageAdded += SendSip;
        correlator.RtcpTaken += SendRtcp;
    }

    /// <summary>Packets sent.</summary>
    public long Sent => sender.Sent;

    /// <summary>Packets that were not sent.</summary>
    public long Dropped => sender.Dropped;

    /// <summary>What is new about the collector; null for nothing.</summary>
    public string? TakeNews() => sender.TakeNews();

    /// <summary>Sends something as JSON.</summary>
    public void Send(HepPayloadType type, Timestamp time, Endpoint from, Endpoint to, string? callId, Action<Utf8JsonWriter> properties)
    {
        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer, JsonText.Options))
        {
            json.WriteStartObject();
            properties(json);
            json.WriteEndObject();
        }
        sender.Send(new HepEnvelope(time, from, to, IpProtocol.Udp, type, agent), buffer.WrittenSpan, Encoding.UTF8.GetBytes(callId ?? ""));
    }

    /// <summary>Sends what waits, and ends.</summary>
    public void Dispose() => sender.Dispose();

    private void SendSip(Call call, int index)
    {
        ref var message = ref trace.Messages[index];
        var isFromDevice = !source.IsHep(message.Point);
        // HEP that passes by on a wire is on its way to its own collector.
        if (message.IsCopy || (isFromDevice && (message.Flags & SipMessageFlags.ViaHep) != 0)) return;
        var protocol = message.Transport switch { SipTransport.Udp => IpProtocol.Udp, SipTransport.Sctp => IpProtocol.Sctp, _ => IpProtocol.Tcp };
        var envelope = new HepEnvelope(message.Time, trace.Endpoints[message.Source], trace.Endpoints[message.Destination], protocol, HepPayloadType.Sip, agent);
        sender.Send(envelope, trace.TextOf(message).Span, Encoding.UTF8.GetBytes(call.CallId));
    }

    private void SendRtcp(Timestamp time, Endpoint from, Endpoint to, RtcpReader packets)
    {
        if (packets.IsEncrypted) return;
        var callId = trace.Media.TryFind(from, to, out var claim, out _) ? claim.Call.CallId : null;
        foreach (var packet in packets)
        {
            if (packet.Type is not (RtcpPacketType.SenderReport or RtcpPacketType.ReceiverReport)) continue;
            buffer.ResetWrittenCount();
            using (var json = new Utf8JsonWriter(buffer, JsonText.Options)) RtcpJson.Write(json, packet);
            sender.Send(new HepEnvelope(time, from, to, IpProtocol.Udp, HepPayloadType.Rtcp, agent), buffer.WrittenSpan, Encoding.UTF8.GetBytes(callId ?? ""));
        }
    }
}
