using System.Runtime.InteropServices;

namespace SipTrace.Capture.Live;

/// <summary>The functions of libpcap that are used, and where systems keep it.</summary>
internal static unsafe partial class LibPcap
{
    private const string Library = "pcap";

    // Debian; Fedora, Arch and Alpine; development packages; macOS; Windows with Npcap.
    private static readonly string[] FileNames =
        ["libpcap.so.0.8", "libpcap.so.1", "libpcap.so", "libpcap.dylib", "libpcap.A.dylib", "wpcap.dll"];

    static LibPcap() => NativeLibrary.SetDllImportResolver(typeof(LibPcap).Assembly, Find);

    /// <summary>Whether the library is there.</summary>
    public static bool IsInstalled => Find(Library, typeof(LibPcap).Assembly, null) != 0;

    [LibraryImport(Library, EntryPoint = "pcap_open_dead")]
    public static partial nint OpenDead(int linkType, int snapLength);

    [LibraryImport(Library, EntryPoint = "pcap_compile", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Compile(nint handle, Program* program, string expression, int optimize, uint netmask);

    [LibraryImport(Library, EntryPoint = "pcap_offline_filter"), SuppressGCTransition]
    public static partial int OfflineFilter(Program* program, PacketHead* head, byte* bytes);

    [LibraryImport(Library, EntryPoint = "pcap_freecode")]
    public static partial void FreeCode(Program* program);

    [LibraryImport(Library, EntryPoint = "pcap_geterr")]
    public static partial nint GetError(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_close")]
    public static partial void Close(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_lib_version")]
    public static partial nint LibraryVersion();

    private static nint Find(string name, System.Reflection.Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library) return 0;
        foreach (var file in FileNames)
        {
            if (NativeLibrary.TryLoad(file, out var handle)) return handle;
        }
        return 0;
    }

    /// <summary>struct bpf_program.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Program
    {
        public uint Length;
        public nint Instructions;
    }

    /// <summary>struct pcap_pkthdr. Its struct timeval is two longs wherever libpcap runs (macOS pads the second one).</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PacketHead
    {
        public CLong Seconds, Microseconds;
        public uint Captured, Length;
    }
}
