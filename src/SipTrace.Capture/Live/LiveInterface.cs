using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Live;

/// <summary>A network device, opened with libpcap. When it goes away, it is looked for each second until it is back.</summary>
internal sealed unsafe class LiveInterface : LiveInput
{
    private const int NoSuchDevice = -5, PermissionDenied = -8, NotUp = -9, PromiscuousDenied = -11, Interrupted = -2;
    private const int Nanoseconds = 1;
    private const int PatienceMilliseconds = 100;
    private const int ErrorLength = 256;
    private const uint NetmaskUnknown = uint.MaxValue;

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly LiveOptions options;
    private readonly ManualResetEventSlim stopped = new();
    private nint handle;
    private LinkType linkType;
    private bool isNanoseconds;
    private long lostBefore, lostWithHandle, nextCount;
    private int arrivals;
    private uint index;

    private LiveInterface(string name, LiveOptions options)
        : base(name, Math.Max(options.BufferMegabytes, 1) << 20) => this.options = options;

    /// <summary>Opens a device.</summary>
    /// <exception cref="UserError">There is no libpcap, no such device, no right to it; or the filter is wrong.</exception>
    public static LiveInterface Open(string name, LiveOptions options)
    {
        NeedLibrary();
        var live = new LiveInterface(name, options);
        if (live.TryOpen() is not { } problem) return live;
        live.Close();
        throw problem;
    }

    /// <summary>Makes sure that libpcap is there.</summary>
    /// <exception cref="UserError">It is not.</exception>
    public static void NeedLibrary()
    {
        if (LibPcap.IsInstalled) return;
        throw new UserError("live capture needs libpcap, which is not installed",
            "install it (Debian, Ubuntu: apt install libpcap0.8; Fedora, Alpine: libpcap; Windows: Npcap)");
    }

    /// <summary>Frames that the kernel dropped because its buffer was full; on the loopback device it counts each twice.</summary>
    public override long LostBefore => Volatile.Read(ref lostBefore) + Volatile.Read(ref lostWithHandle);

    /// <inheritdoc/>
    protected override void Receive()
    {
        var self = GCHandle.Alloc(this);
        while (!IsStopping)
        {
            if (handle == 0)
            {
                if (stopped.Wait(Retry)) break;
                if (TryOpen() is not null) continue;
                News = $"{Name}: is back";
            }
            var count = Wait() ? LibPcap.Dispatch(handle, -1, &Take, (byte*)GCHandle.ToIntPtr(self)) : 0;
            if (count > 0) Signal();
            if (count is < 0 and not Interrupted) Lose(Text(LibPcap.GetError(handle)));
            else if (Environment.TickCount64 >= nextCount)
            {
                CountLosses();
                // libpcap goes on waiting for a device that was removed, even when there is another of its name.
                if (IndexNow() != index) Lose("the device is gone");
            }
        }
        self.Free();
    }

    /// <inheritdoc/>
    protected override void Interrupt()
    {
        stopped.Set();
        if (OperatingSystem.IsWindows() && handle != 0) LibPcap.BreakLoop(handle);
    }

    /// <inheritdoc/>
    protected override void Close()
    {
        if (handle == 0) return;
        CountLosses();
        LibPcap.Close(handle);
        handle = 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Take(byte* user, LibPcap.PacketHead* head, byte* bytes)
    {
        var self = (LiveInterface)GCHandle.FromIntPtr((nint)user).Target!;
        var fraction = self.isNanoseconds ? head->Microseconds.Value : head->Microseconds.Value * 1000;
        var time = new Timestamp(head->Seconds.Value * Timestamp.NanosecondsPerSecond + fraction);
        self.Ring.Write(time, self.linkType, new ReadOnlySpan<byte>(bytes, (int)head->Captured), (int)Math.Min(head->Length, int.MaxValue));
        // One call can deliver a whole block of the kernel's; the reader need not wait for its end.
        if ((++self.arrivals & 0xff) == 0) self.Signal();
    }

    // libpcap on Windows waits by itself; elsewhere a device that is quiet may keep it for ever.
    private bool Wait()
    {
        if (OperatingSystem.IsWindows()) return true;
        var poll = new PollDescriptor { Descriptor = LibPcap.SelectableDescriptor(handle), Events = PollDescriptor.Readable };
        return LibC.Poll(&poll, 1, PatienceMilliseconds) > 0;
    }

    private uint IndexNow() => OperatingSystem.IsWindows() ? 0 : LibC.InterfaceIndex(Name);

    private void Lose(string why)
    {
        News = $"{Name}: {why}; waiting for it to come back";
        Close();
        lostBefore += lostWithHandle;
        lostWithHandle = 0;
    }

    private void CountLosses()
    {
        nextCount = Environment.TickCount64 + 1000;
        LibPcap.Counts counts;
        if (LibPcap.Stats(handle, &counts) == 0) Volatile.Write(ref lostWithHandle, counts.Dropped + (long)counts.DroppedByInterface);
    }

    private UserError? TryOpen()
    {
        var error = stackalloc byte[ErrorLength];
        handle = LibPcap.Create(Name, error);
        if (handle == 0) return new UserError($"{Name}: {Text((nint)error)}");
        LibPcap.SetSnapLength(handle, options.SnapLength);
        LibPcap.SetPromiscuous(handle, options.IsPromiscuous && Name != "any" ? 1 : 0);
        // Not immediate: a buffer of 100 ms costs a tenth of the work of waking up for every packet.
        LibPcap.SetTimeout(handle, PatienceMilliseconds);
        LibPcap.SetBufferSize(handle, Math.Max(options.BufferMegabytes, 1) << 20);
        isNanoseconds = LibPcap.SetTimePrecision(handle, Nanoseconds) == 0;
        var problem = LibPcap.Activate(handle) is < 0 and var status ? Explain(status) : SetFilter();
        if (problem is not null)
        {
            LibPcap.Close(handle);
            handle = 0;
            return problem;
        }
        if (!OperatingSystem.IsWindows()) LibPcap.SetNonBlocking(handle, 1, error);
        linkType = LinkTypeOf(LibPcap.DataLink(handle));
        index = IndexNow();
        return null;
    }

    private UserError? SetFilter()
    {
        if (options.Filter is not { } expression) return null;
        LibPcap.Program program;
        if (LibPcap.Compile(handle, &program, expression, 1, NetmaskUnknown) != 0) return WrongFilter(expression);
        var status = LibPcap.SetFilter(handle, &program);
        LibPcap.FreeCode(&program);
        return status == 0 ? null : WrongFilter(expression);
    }

    private UserError WrongFilter(string expression) => new($"filter '{expression}': {Text(LibPcap.GetError(handle))}");

    private UserError Explain(int status) => status switch
    {
        PermissionDenied or PromiscuousDenied => new UserError(
            $"{Name}: no right to capture: use sudo, or once: sudo setcap cap_net_raw,cap_net_admin=ep {Environment.ProcessPath}"),
        NoSuchDevice => new UserError($"{Name}: there is no such device", "siptrace devices lists them"),
        NotUp => new UserError($"{Name}: the device is down", "on Linux: ip link set NAME up"),
        _ => new UserError($"{Name}: {Text(LibPcap.GetError(handle))} ({Text(LibPcap.StatusText(status))})"),
    };

    // libpcap's own numbers are those of files, but for raw IP.
    private static LinkType LinkTypeOf(int dataLink) => dataLink is (int)LinkType.RawBsd or (int)LinkType.RawOpenBsd ? LinkType.Raw : (LinkType)dataLink;

    private static string Text(nint text) => Marshal.PtrToStringUTF8(text) ?? "";
}
