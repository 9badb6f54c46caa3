using System.Buffers.Binary;

namespace SipTrace.Wire.Rtp;

/// <summary>
/// What an endpoint says about the quality it heard (RFC 3611 §4.7). 127 stands for "unavailable" in levels, R factors and scores.
/// </summary>
/// <param name="Ssrc">The source reported on.</param>
/// <param name="LossRate">Packets lost, in 256ths.</param>
/// <param name="DiscardRate">Packets that came too late to be played, in 256ths.</param>
/// <param name="BurstDensity">Loss and discard within bursts, in 256ths.</param>
/// <param name="GapDensity">Loss and discard between bursts, in 256ths.</param>
/// <param name="BurstMilliseconds">Mean length of a burst.</param>
/// <param name="GapMilliseconds">Mean length of the time between.</param>
/// <param name="RoundTripMilliseconds">The latest round-trip time.</param>
/// <param name="EndSystemMilliseconds">The latest delay within this endpoint.</param>
/// <param name="SignalLevelDbm">Voice signal, in dBm0.</param>
/// <param name="NoiseLevelDbm">Noise, in dBm0.</param>
/// <param name="RFactor">Quality of this segment by an E-model.</param>
/// <param name="ListeningMos">MOS-LQ, in tenths.</param>
/// <param name="ConversationalMos">MOS-CQ, in tenths.</param>
/// <param name="JitterBufferMilliseconds">Nominal delay of the jitter buffer.</param>
public readonly record struct RtcpVoipMetrics(uint Ssrc, byte LossRate, byte DiscardRate, byte BurstDensity, byte GapDensity,
    ushort BurstMilliseconds, ushort GapMilliseconds, ushort RoundTripMilliseconds, ushort EndSystemMilliseconds,
    sbyte SignalLevelDbm, sbyte NoiseLevelDbm, byte RFactor, byte ListeningMos, byte ConversationalMos, ushort JitterBufferMilliseconds)
{
    private const int Length = 32;

    internal static bool TryParse(ReadOnlySpan<byte> content, out RtcpVoipMetrics metrics)
    {
        metrics = default;
        if (content.Length < Length) return false;
        metrics = new RtcpVoipMetrics(BinaryPrimitives.ReadUInt32BigEndian(content), content[4], content[5], content[6], content[7],
            BinaryPrimitives.ReadUInt16BigEndian(content[8..]), BinaryPrimitives.ReadUInt16BigEndian(content[10..]),
            BinaryPrimitives.ReadUInt16BigEndian(content[12..]), BinaryPrimitives.ReadUInt16BigEndian(content[14..]),
            (sbyte)content[16], (sbyte)content[17], content[20], content[22], content[23],
            BinaryPrimitives.ReadUInt16BigEndian(content[26..]));
        return true;
    }
}
