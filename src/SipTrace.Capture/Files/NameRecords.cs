using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Files;

/// <summary>The records of a pcapng name resolution block: an address, then its names, each ended by a zero.</summary>
internal static class NameRecords
{
    private const int IPv4 = 1, IPv6 = 2;

    public static void AddTo(CaptureInput input, BlockContent content)
    {
        var records = new BlockOptions(content);
        while (records.MoveNext())
        {
            var addressLength = records.Code switch { IPv4 => 4, IPv6 => 16, _ => 0 };
            if (addressLength == 0 || records.Value.Length <= addressLength) continue;
            var name = records.Value.Bytes[addressLength..];
            var end = name.IndexOf((byte)0);
            if (end >= 0) name = name[..end];
            input.AddName(Endpoint.From(records.Value.Bytes[..addressLength], 0), name);
        }
    }
}
