using System.Runtime.InteropServices;

namespace SipTrace.Terminal;

/// <summary>What a terminal needs of the C library. Only plain numbers and arrays of octets cross over, so no unsafe code is needed.</summary>
internal static class LibC
{
    /// <summary><c>tcsetattr</c>: after all output was written.</summary>
    public const int Drain = 1;

    /// <summary><c>tcsetattr</c>: after all output was written, unread input thrown away.</summary>
    public const int DrainAndFlush = 2;

    /// <summary>Octets that hold a <c>struct termios</c> of any system.</summary>
    public const int TermiosLength = 256;

    /// <summary><c>poll</c>: there is something to read.</summary>
    public const int Readable = 1;

    /// <summary><c>poll</c>: there is room to write.</summary>
    public const int Writable = 4;

    [DllImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    public static extern int GetAttributes(int descriptor, byte[] termios);

    [DllImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    public static extern int SetAttributes(int descriptor, int when, byte[] termios);

    [DllImport("libc", EntryPoint = "cfmakeraw")]
    public static extern void MakeRaw(byte[] termios);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static extern int Control(int descriptor, nuint request, ushort[] size);

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static extern int Poll(int[] descriptors, nuint count, int milliseconds);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    public static extern nint Read(int descriptor, byte[] buffer, nuint length);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    public static extern nint Write(int descriptor, in byte bytes, nuint length);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    public static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "isatty")]
    public static extern int IsTerminal(int descriptor);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static extern int Kill(int process, int signal);
}
