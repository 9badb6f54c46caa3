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

    [LibraryImport(Library, EntryPoint = "pcap_create", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Create(string device, byte* error);

    [LibraryImport(Library, EntryPoint = "pcap_set_snaplen")]
    public static partial int SetSnapLength(nint handle, int octets);

    [LibraryImport(Library, EntryPoint = "pcap_set_promisc")]
    public static partial int SetPromiscuous(nint handle, int isOn);

    [LibraryImport(Library, EntryPoint = "pcap_set_timeout")]
    public static partial int SetTimeout(nint handle, int milliseconds);

    [LibraryImport(Library, EntryPoint = "pcap_set_buffer_size")]
    public static partial int SetBufferSize(nint handle, int octets);

    [LibraryImport(Library, EntryPoint = "pcap_set_tstamp_precision")]
    public static partial int SetTimePrecision(nint handle, int precision);

    [LibraryImport(Library, EntryPoint = "pcap_activate")]
    public static partial int Activate(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_setnonblock")]
    public static partial int SetNonBlocking(nint handle, int isOn, byte* error);

    [LibraryImport(Library, EntryPoint = "pcap_datalink")]
    public static partial int DataLink(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_setfilter")]
    public static partial int SetFilter(nint handle, Program* program);

    [LibraryImport(Library, EntryPoint = "pcap_get_selectable_fd")]
    public static partial int SelectableDescriptor(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_dispatch")]
    public static partial int Dispatch(nint handle, int count, delegate* unmanaged[Cdecl]<byte*, PacketHead*, byte*, void> taker, byte* user);

    [LibraryImport(Library, EntryPoint = "pcap_breakloop")]
    public static partial void BreakLoop(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_stats")]
    public static partial int Stats(nint handle, Counts* counts);

    [LibraryImport(Library, EntryPoint = "pcap_statustostr")]
    public static partial nint StatusText(int status);

    [LibraryImport(Library, EntryPoint = "pcap_findalldevs")]
    public static partial int FindAllDevices(Device** first, byte* error);

    [LibraryImport(Library, EntryPoint = "pcap_freealldevs")]
    public static partial void FreeAllDevices(Device* first);

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

    /// <summary>struct pcap_stat; Windows adds three counts of its own.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Counts
    {
        public uint Received, Dropped, DroppedByInterface;
        public uint Captured, Sent, DroppedByNetwork;
    }

    /// <summary>struct pcap_if.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Device
    {
        public Device* Next;
        public nint Name, Description;
        public DeviceAddress* Addresses;
        public uint Flags;
    }

    /// <summary>struct pcap_addr: pointers to struct sockaddr.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct DeviceAddress
    {
        public DeviceAddress* Next;
        public byte* Address, Netmask, Broadcast, Destination;
    }
}
