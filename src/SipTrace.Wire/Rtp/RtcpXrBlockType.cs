namespace SipTrace.Wire.Rtp;

/// <summary>The type of an XR block, its first octet (RFC 3611 §4 and the registry that follows it).</summary>
public enum RtcpXrBlockType : byte
{
    /// <summary>1, loss as run lengths.</summary>
    LossRunLengths = 1,

    /// <summary>2, duplicates as run lengths.</summary>
    DuplicateRunLengths = 2,

    /// <summary>3, when packets were received.</summary>
    PacketReceiptTimes = 3,

    /// <summary>4, the receiver's reference time, for round trips of those who send nothing.</summary>
    ReceiverReferenceTime = 4,

    /// <summary>5, DLRR: delay since the last receiver reference time.</summary>
    DelaySinceLastReceiverReport = 5,

    /// <summary>6, a summary of statistics.</summary>
    StatisticsSummary = 6,

    /// <summary>7, VoIP metrics: loss, discard, delay, level and quality.</summary>
    VoipMetrics = 7,

    /// <summary>8, XNQ (RFC 5093).</summary>
    ExtendedNetworkQuality = 8,

    /// <summary>9, a vendor's voice quality.</summary>
    TexasInstrumentsVoiceQuality = 9,

    /// <summary>10, loss after repair as run lengths (RFC 5725).</summary>
    PostRepairLossRunLengths = 10,

    /// <summary>11, multicast acquisition (RFC 6332).</summary>
    MulticastAcquisition = 11,

    /// <summary>12, IDMS, play-out synchronisation (RFC 7272).</summary>
    InterDestinationSynchronisation = 12,

    /// <summary>13, a summary of ECN marks (RFC 6679).</summary>
    EcnSummary = 13,

    /// <summary>14, over which time the other blocks measured (RFC 6776).</summary>
    MeasurementInformation = 14,

    /// <summary>15, packet delay variation (RFC 6798).</summary>
    PacketDelayVariation = 15,

    /// <summary>16, delay (RFC 6843).</summary>
    Delay = 16,

    /// <summary>17, bursts and gaps of loss (RFC 6958).</summary>
    BurstGapLoss = 17,

    /// <summary>18, bursts and gaps of discard (RFC 7003).</summary>
    BurstGapDiscard = 18,
}
