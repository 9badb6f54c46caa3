using System.Runtime.InteropServices;
using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Live;

/// <summary>A pcap filter expression, compiled by libpcap for each link type that comes along and applied to our own frames.</summary>
public sealed unsafe class BpfFilter : IDisposable
{
    private const uint NetmaskUnknown = uint.MaxValue;
    private const int SnapLength = 262_144;

    private static readonly LinkType[] LinkTypesToTry = [LinkType.Ethernet, LinkType.LinuxSll2, LinkType.Radiotap, LinkType.Raw];

    private readonly Dictionary<LinkType, nint> programs = [];
    private LinkType lastLinkType;
    private LibPcap.Program* lastProgram;

    /// <summary>Takes an expression, if libpcap can make sense of it for any usual link type.</summary>
    /// <exception cref="UserError">A wrong expression, with libpcap's words; or there is no libpcap.</exception>
    public BpfFilter(string expression)
    {
        Expression = expression;
        if (!LibPcap.IsInstalled)
        {
            throw new UserError("-f needs libpcap, which is not installed",
                "install it (Debian, Ubuntu: apt install libpcap0.8; Fedora, Alpine: libpcap; Windows: Npcap), or leave out -f");
        }
        string? firstError = null;
        foreach (var linkType in LinkTypesToTry)
        {
            if (TryCompile(linkType, out var error)) return;
            firstError ??= error;
        }
        throw new UserError($"filter '{expression}': {firstError}");
    }

    /// <summary>The version of libpcap in its own words; null where there is none.</summary>
    public static string? LibraryVersion => LibPcap.IsInstalled ? Marshal.PtrToStringUTF8(LibPcap.LibraryVersion()) : null;

    /// <summary>The expression as given.</summary>
    public string Expression { get; }

    /// <summary>Whether it asks for ports and does not let the later fragments pass, which have none.</summary>
    public bool LosesFragments =>
        Expression.Contains("port", StringComparison.Ordinal) && !Expression.Contains("ip[6", StringComparison.Ordinal);

    /// <summary>Whether a frame passes. Allocates nothing but for the first frame of a link type.</summary>
    /// <exception cref="UserError">The expression makes no sense for the frame's link type.</exception>
    public bool Matches(in Frame frame)
    {
        if (lastProgram == null || frame.LinkType != lastLinkType) Choose(frame.LinkType);
        var head = new LibPcap.PacketHead { Captured = (uint)frame.Bytes.Length, Length = (uint)frame.OriginalLength };
        fixed (byte* bytes = frame.Bytes) return LibPcap.OfflineFilter(lastProgram, &head, bytes) != 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var program in programs.Values)
        {
            LibPcap.FreeCode((LibPcap.Program*)program);
            NativeMemory.Free((void*)program);
        }
        programs.Clear();
        lastProgram = null;
    }

    private void Choose(LinkType linkType)
    {
        if (!programs.ContainsKey(linkType) && !TryCompile(linkType, out var error))
        {
            throw new UserError($"filter '{Expression}': {error} (link type {linkType})");
        }
        lastLinkType = linkType;
        lastProgram = (LibPcap.Program*)programs[linkType];
    }

    /// <summary>libpcap's own number of a link type; it differs from the one in files for raw IP alone.</summary>
    private static int DltOf(LinkType linkType)
    {
        const int DltRaw = 12;
        return linkType is LinkType.Raw or LinkType.RawOpenBsd ? DltRaw : (int)linkType;
    }

    private bool TryCompile(LinkType linkType, out string? error)
    {
        var handle = LibPcap.OpenDead(DltOf(linkType), SnapLength);
        var program = (LibPcap.Program*)NativeMemory.AllocZeroed((nuint)sizeof(LibPcap.Program));
        try
        {
            if (LibPcap.Compile(handle, program, Expression, 1, NetmaskUnknown) == 0)
            {
                programs.Add(linkType, (nint)program);
                error = null;
                return true;
            }
            error = Marshal.PtrToStringUTF8(LibPcap.GetError(handle));
            NativeMemory.Free(program);
            return false;
        }
        finally
        {
            LibPcap.Close(handle);
        }
    }
}
