using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Files;

/// <summary>A place where frames were seen: one interface of one input; for cooked captures, which mix interfaces, the input.</summary>
public sealed class CapturePoint
{
    internal CapturePoint(CaptureInput input, int index, int interfaceIndex, LinkType linkType, string? interfaceName)
    {
        Input = input;
        Index = index;
        InterfaceIndex = interfaceIndex;
        LinkType = linkType;
        InterfaceName = interfaceName;
    }

    /// <summary>The input it belongs to.</summary>
    public CaptureInput Input { get; }

    /// <summary>Its index over all inputs, as in <see cref="Frame.Point"/>.</summary>
    public int Index { get; }

    /// <summary>How its frames begin (of the first one, for a cooked point).</summary>
    public LinkType LinkType { get; }

    /// <summary>The interface's name as the capture tells it (bytes from the file: escape before showing); null where it does not.</summary>
    public string? InterfaceName { get; }

    /// <summary>The input's name; with that of the interface (or its number) where the input has several.</summary>
    public string Name => Input.Points.Count < 2 ? Input.Name : $"{Input.Name}:{InterfaceName ?? InterfaceIndex.ToString()}";

    internal int InterfaceIndex { get; }

    internal static bool IsCooked(LinkType linkType) => linkType is LinkType.LinuxSll or LinkType.LinuxSll2;
}
