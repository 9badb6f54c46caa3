using SipTrace.Wire.Sip;

namespace SipTrace.Correlation.Sip;

/// <summary>Tells whether the sender of a packet is the author of the message in it, and not a proxy that passed it on.</summary>
internal static class OwnSource
{
    /// <summary>
    /// Whether its author sent the packet: a request with one Via, or a response none of whose Record-Route hosts sent it. False where that
    /// cannot be told.
    /// </summary>
    public static bool IsAuthor(TranscriptMessage message)
    {
        if (message.IsRequest) return message.ViaCount == 1;
        var hasRoute = false;
        foreach (var value in message.Parse().ListValues("Record-Route"u8))
        {
            hasRoute = true;
            var isKnown = SipUri.TryParse(SipAddress.Parse(value).Uri, out var uri) & uri.HostPort.TryGetEndpoint(0, out var host);
            if (!isKnown || host.HasSameAddress(message.Source)) return false;
        }
        return hasRoute;
    }
}
