namespace SipTrace.Correlation.Chunks;

/// <summary>What an item of a <see cref="FrameChunk"/> is.</summary>
internal enum ChunkItemKind : byte
{
    /// <summary>A frame that is no RTP.</summary>
    Frame,

    /// <summary>A frame that is one SIP message, read already.</summary>
    Sip,

    /// <summary>Signalling is to be asked about a packet of RTP.</summary>
    Question,

    /// <summary>Time has passed.</summary>
    Tick,
}
