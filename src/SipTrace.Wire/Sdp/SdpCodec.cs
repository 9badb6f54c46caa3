using SipTrace.Wire.Sip;

namespace SipTrace.Wire.Sdp;

/// <summary>An encoding of media: what a payload type stands for, by a=rtpmap (RFC 8866 §6.6) or by the static table of RFC
/// 3551.</summary>
/// <param name="PayloadType">The payload type, 0 to 127.</param>
/// <param name="Name">The encoding name as written.</param>
/// <param name="ClockRateHz">The rate of RTP timestamps.</param>
/// <param name="Channels">Audio channels; 1 where nothing is said.</param>
public sealed record SdpCodec(int PayloadType, string Name, int ClockRateHz, int Channels = 1)
{
    // The static payload types of RFC 3551.
    private static readonly SdpCodec?[] assigned = ByPayloadType(
        new(0, "PCMU", 8000), new(3, "GSM", 8000), new(4, "G723", 8000),
        new(5, "DVI4", 8000), new(6, "DVI4", 16000), new(7, "LPC", 8000),
        new(8, "PCMA", 8000), new(9, "G722", 8000), new(10, "L16", 44100, 2),
        new(11, "L16", 44100), new(12, "QCELP", 8000), new(13, "CN", 8000),
        new(14, "MPA", 90000), new(15, "G728", 8000), new(16, "DVI4", 11025),
        new(17, "DVI4", 22050), new(18, "G729", 8000), new(25, "CelB", 90000),
        new(26, "JPEG", 90000), new(28, "nv", 90000), new(31, "H261", 90000),
        new(32, "MPV", 90000), new(33, "MP2T", 90000), new(34, "H263", 90000));

    /// <summary>The name to compare by: upper case, the annexes of G.729 and G.723 as the codec itself.</summary>
    public string EncodingName { get; } = Name switch
    {
        // As everybody writes them.
        "telephone-event" => "TELEPHONE-EVENT",
        "opus" => "OPUS",
        "speex" => "SPEEX",
        _ => Name.ToUpperInvariant() switch
        {
            "G729A" or "G729B" or "G729AB" => "G729",
            "G723.1" => "G723",
            var name => name,
        },
    };

    /// <summary>Whether it is no codec but serves one: events, comfort noise, redundancy, retransmission.</summary>
    public bool IsHelperFormat =>
        EncodingName is "TELEPHONE-EVENT" or "CN" or "RED" or "ULPFEC" or "FLEXFEC" or "FLEXFEC-03" or "RTX" or "TONE";

    /// <summary>Whether both are the same encoding, whatever their numbers: name, clock and channels.</summary>
    public bool IsSameEncoding(SdpCodec other) =>
        ClockRateHz == other.ClockRateHz && Channels == other.Channels && EncodingName == other.EncodingName;

    /// <summary><c>PCMU/8000</c>, <c>opus/48000/2</c></summary>
    public override string ToString() => Channels == 1 ? $"{Name}/{ClockRateHz}" : $"{Name}/{ClockRateHz}/{Channels}";

    /// <summary>Reads an a=rtpmap line: <c>number name/clock[/channels]</c>.</summary>
    public static bool TryParse(SdpLine line, out SdpCodec codec)
    {
        codec = default!;
        var value = line.AttributeValue;
        var blank = value.IndexOfAny((byte)' ', (byte)'\t');
        if (blank < 0 || !SdpNumber.TryParse(value[..blank], 127, out var payloadType)) return false;
        var encoding = SipOctets.TrimStart(value[blank..]);
        if (encoding.ContainsAny((byte)' ', (byte)'\t')) return false;
        var slash = encoding.IndexOf((byte)'/');
        if (slash < 1) return false;
        var rate = encoding[(slash + 1)..];
        var second = rate.IndexOf((byte)'/');
        var channels = 1;
        if (second >= 0 && !SdpNumber.TryParse(rate[(second + 1)..], int.MaxValue, out channels)) return false;
        if (!SdpNumber.TryParse(second < 0 ? rate : rate[..second], int.MaxValue, out var clock)) return false;
        codec = new SdpCodec(payloadType, SdpWords.TextOf(encoding[..slash]), clock, Math.Max(1, channels));
        return true;
    }

    /// <summary>What a payload type stands for without a=rtpmap (RFC 3551 tables 4 and 5).</summary>
    public static bool TryGetStatic(int payloadType, out SdpCodec codec)
    {
        codec = (uint)payloadType < (uint)assigned.Length ? assigned[payloadType]! : null!;
        return codec is not null;
    }

    private static SdpCodec?[] ByPayloadType(params SdpCodec[] codecs)
    {
        var table = new SdpCodec?[codecs[^1].PayloadType + 1];
        foreach (var codec in codecs) table[codec.PayloadType] = codec;
        return table;
    }
}
