using System.Runtime.InteropServices;

namespace SipTrace.Capture.Live;

/// <summary>struct pollfd.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollDescriptor
{
    /// <summary>POLLIN.</summary>
    public const short Readable = 1;

    public int Descriptor;
    public short Events, Returned;
}
