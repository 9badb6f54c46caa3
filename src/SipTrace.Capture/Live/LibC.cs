using System.Runtime.InteropServices;

namespace SipTrace.Capture.Live;

/// <summary>The functions of the C library that are used: to wait for a device, and to give up rights.</summary>
internal static unsafe partial class LibC
{
    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    [LibraryImport(Library, EntryPoint = "if_nametoindex", StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint InterfaceIndex(string name);

    [LibraryImport(Library, EntryPoint = "getuid")]
    public static partial uint UserId();

    [LibraryImport(Library, EntryPoint = "getpwnam", StringMarshalling = StringMarshalling.Utf8)]
    public static partial UserEntry* FindUser(string name);

    [LibraryImport(Library, EntryPoint = "initgroups", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int InitGroups(string user, uint group);

    [LibraryImport(Library, EntryPoint = "setgid", SetLastError = true)]
    public static partial int SetGroup(uint group);

    [LibraryImport(Library, EntryPoint = "setuid", SetLastError = true)]
    public static partial int SetUser(uint user);

    [LibraryImport(Library, EntryPoint = "prctl", SetLastError = true)]
    public static partial int Control(int option, nuint argument, nuint second, nuint third, nuint fourth);

    [LibraryImport(Library, EntryPoint = "capset", SetLastError = true)]
    public static partial int SetCapabilities(CapabilityHead* head, CapabilitySet* sets);

    /// <summary>The head of struct passwd, the same on Linux, macOS and the BSDs.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct UserEntry
    {
        public nint Name, Password;
        public uint User, Group;
    }

    /// <summary>struct __user_cap_header_struct.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct CapabilityHead
    {
        public uint Version;
        public int Process;
    }

    /// <summary>struct __user_cap_data_struct; there are two, of 32 capabilities each.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct CapabilitySet
    {
        public uint Effective, Permitted, Inheritable;
    }
}
