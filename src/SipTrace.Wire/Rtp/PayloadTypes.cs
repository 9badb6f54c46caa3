namespace SipTrace.Wire.Rtp;

/// <summary>The payload types that mean the same everywhere (RFC 3551 §6, tables 4 and 5).</summary>
public static class PayloadTypes
{
    /// <summary>The first of the dynamic payload types; they end at 127.</summary>
    public const byte FirstDynamic = 96;

    private static readonly PayloadFormat?[] Static = MakeTable();

    /// <summary>
    /// The format of a static payload type; null for one that is dynamic, reserved or unassigned. G722 says 8000 Hz though it samples at
    /// 16000.
    /// </summary>
    public static PayloadFormat? StaticFormat(byte payloadType) => payloadType < Static.Length ? Static[payloadType] : null;

    private static PayloadFormat?[] MakeTable()
    {
        var table = new PayloadFormat?[35];
        table[0] = new("PCMU", 8000);
        table[3] = new("GSM", 8000);
        table[4] = new("G723", 8000);
        table[5] = new("DVI4", 8000);
        table[6] = new("DVI4", 16000);
        table[7] = new("LPC", 8000);
        table[8] = new("PCMA", 8000);
        table[9] = new("G722", 8000);
        table[10] = new("L16", 44100, 2);
        table[11] = new("L16", 44100);
        table[12] = new("QCELP", 8000);
        table[13] = new("CN", 8000);
        table[14] = new("MPA", 90000);
        table[15] = new("G728", 8000);
        table[16] = new("DVI4", 11025);
        table[17] = new("DVI4", 22050);
        table[18] = new("G729", 8000);
        table[25] = new("CelB", 90000);
        table[26] = new("JPEG", 90000);
        table[28] = new("nv", 90000);
        table[31] = new("H261", 90000);
        table[32] = new("MPV", 90000);
        table[33] = new("MP2T", 90000);
        table[34] = new("H263", 90000);
        return table;
    }
}
