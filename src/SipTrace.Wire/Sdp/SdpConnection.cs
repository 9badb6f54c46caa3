namespace SipTrace.Wire.Sdp;

/// <summary>A c= line (RFC 8866 §5.7); fields that are missing are empty.</summary>
/// <param name="Line">The line.</param>
/// <param name="NetworkType">IN.</param>
/// <param name="AddressType">IP4 or IP6.</param>
/// <param name="Address">The address, without what follows a slash.</param>
/// <param name="Suffix">What follows the slash: TTL and number of multicast addresses; empty where there is no slash.</param>
/// <param name="FieldCount">How many fields the line has: three.</param>
public sealed record SdpConnection(SdpLine Line, string NetworkType, string AddressType, SdpAddress Address, string Suffix, int FieldCount)
{
    /// <summary>Reads a line; takes anything.</summary>
    public static SdpConnection Parse(SdpLine line)
    {
        var words = line.ReadWords();
        var (networkType, addressType) = (words.NextText(), words.NextText());
        var address = words.Next();
        var slash = address.IndexOf((byte)'/');
        return new SdpConnection(line, networkType, addressType, new SdpAddress(slash < 0 ? address : address[..slash]),
            slash < 0 ? "" : SdpWords.TextOf(address[(slash + 1)..]), words.CountAll());
    }
}
