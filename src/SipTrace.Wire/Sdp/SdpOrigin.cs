namespace SipTrace.Wire.Sdp;

/// <summary>The o= line (RFC 8866 §5.2); fields that are missing are empty.</summary>
/// <param name="Line">The line.</param>
/// <param name="UserName">Who made the session.</param>
/// <param name="SessionId">Digits; kept as text, for they may fit no number.</param>
/// <param name="SessionVersion">Digits; rises when the description changes.</param>
/// <param name="NetworkType">IN.</param>
/// <param name="AddressType">IP4 or IP6.</param>
/// <param name="Address">Where it was made; no address of media.</param>
/// <param name="FieldCount">How many fields the line has: six.</param>
public sealed record SdpOrigin(
    SdpLine Line, string UserName, string SessionId, string SessionVersion,
    string NetworkType, string AddressType, SdpAddress Address, int FieldCount)
{
    internal static SdpOrigin Parse(SdpLine line)
    {
        var words = line.ReadWords();
        return new SdpOrigin(line, words.NextText(), words.NextText(), words.NextText(), words.NextText(), words.NextText(),
            new SdpAddress(words.Next()), words.CountAll());
    }
}
