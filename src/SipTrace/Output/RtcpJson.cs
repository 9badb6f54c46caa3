using System.Text.Json;
using SipTrace.Wire.Rtp;

namespace SipTrace.Output;

/// <summary>An RTCP report as the JSON that HEP collectors read.</summary>
internal static class RtcpJson
{
    /// <summary>Writes an SR or RR.</summary>
    public static void Write(Utf8JsonWriter json, in RtcpPacket packet)
    {
        json.WriteStartObject();
        if (packet.TryGetSenderInfo(out var sender))
        {
            json.WriteStartObject("sender_information");
            json.WriteNumber("ntp_timestamp_sec", (uint)(sender.NtpTime >> 32));
            json.WriteNumber("ntp_timestamp_usec", (uint)sender.NtpTime);
            json.WriteNumber("rtp_timestamp", sender.RtpTimestamp);
            json.WriteNumber("packets", sender.Packets);
            json.WriteNumber("octets", sender.Octets);
            json.WriteEndObject();
        }
        json.WriteNumber("ssrc", packet.Ssrc);
        json.WriteNumber("type", (int)packet.Type);
        json.WriteNumber("report_count", packet.Count);
        json.WriteStartArray("report_blocks");
        foreach (var report in packet.Reports)
        {
            json.WriteStartObject();
            json.WriteNumber("source_ssrc", report.Ssrc);
            json.WriteNumber("fraction_lost", report.FractionLost);
            json.WriteNumber("packets_lost", report.CumulativeLost);
            json.WriteNumber("highest_seq_no", report.HighestSequence);
            json.WriteNumber("ia_jitter", report.Jitter);
            json.WriteNumber("lsr", report.LastSenderReport);
            json.WriteNumber("dlsr", report.DelaySinceLastSenderReport);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
