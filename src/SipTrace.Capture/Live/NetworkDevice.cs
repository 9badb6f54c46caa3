using System.Net;
using System.Runtime.InteropServices;

namespace SipTrace.Capture.Live;

/// <summary>Something that libpcap can capture from.</summary>
/// <param name="Name">What <c>-d</c> takes.</param>
/// <param name="Description">What libpcap says of it; null where that is nothing.</param>
/// <param name="Addresses">Its IP addresses.</param>
/// <param name="IsUp">Whether it is up.</param>
/// <param name="Problem">Why it cannot be captured from, and what to do about that; null where it can.</param>
public sealed record NetworkDevice(string Name, string? Description, IReadOnlyList<string> Addresses, bool IsUp, string? Problem)
{
    private const uint UpFlag = 2;
    private const int ErrorLength = 256;

    // libpcap lists them too, and no IP goes over them.
    private static readonly string[] Buses = ["dbus-", "bluetooth", "usbmon", "nfqueue"];

    /// <summary>All devices, in libpcap's order. Each is opened for a moment, to see whether that is permitted.</summary>
    /// <exception cref="UserError">There is no libpcap.</exception>
    public static unsafe IReadOnlyList<NetworkDevice> List()
    {
        LiveInterface.NeedLibrary();
        LibPcap.Device* first;
        var error = stackalloc byte[ErrorLength];
        if (LibPcap.FindAllDevices(&first, error) != 0) throw new UserError(Marshal.PtrToStringUTF8((nint)error) ?? "");
        var devices = new List<NetworkDevice>();
        for (var device = first; device != null; device = device->Next)
        {
            var name = Marshal.PtrToStringUTF8(device->Name) ?? "";
            if (Array.Exists(Buses, bus => name.StartsWith(bus, StringComparison.Ordinal))) continue;
            devices.Add(new NetworkDevice(name, Marshal.PtrToStringUTF8(device->Description), AddressesOf(device->Addresses), (device->Flags & UpFlag) != 0, ProblemOf(name)));
        }
        LibPcap.FreeAllDevices(first);
        return devices;
    }

    private static string? ProblemOf(string name)
    {
        try
        {
            LiveInterface.Open(name, new LiveOptions { BufferMegabytes = 1, IsPromiscuous = false }).Dispose();
            return null;
        }
        catch (UserError problem)
        {
            return problem.Message.StartsWith(name + ": ", StringComparison.Ordinal) ? problem.Message[(name.Length + 2)..] : problem.Message;
        }
    }

    private static unsafe List<string> AddressesOf(LibPcap.DeviceAddress* first)
    {
        var addresses = new List<string>();
        for (var entry = first; entry != null; entry = entry->Next)
        {
            if (entry->Address == null) continue;
            // struct sockaddr: on BSD and macOS the first octet is its length.
            int family = OperatingSystem.IsLinux() || OperatingSystem.IsWindows() ? *(ushort*)entry->Address : entry->Address[1];
            if (family == 2) addresses.Add(new IPAddress(new ReadOnlySpan<byte>(entry->Address + 4, 4)).ToString());
            else if (family is 10 or 23 or 24 or 28 or 30) addresses.Add(new IPAddress(new ReadOnlySpan<byte>(entry->Address + 8, 16)).ToString());
        }
        return addresses;
    }
}
