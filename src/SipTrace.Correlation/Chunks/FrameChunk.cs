using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SipTrace.Correlation.Rtp;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sip;

namespace SipTrace.Correlation.Chunks;

/// <summary>A stretch of a capture as a <see cref="FrameSorter"/> leaves it: its RTP, and a copy of all other frames, in their order.</summary>
/// <remarks>One thread at a time has it: the one that sorts, then the one that correlates, then the one that counts RTP. Then it is used again.</remarks>
/// <param name="whenFree">Told when it may be used again, by the thread that counts.</param>
public sealed class FrameChunk(Action<FrameChunk>? whenFree = null)
{
    private const int MostRtp = 4096, MostItems = 2048, MostBytes = 1 << 17, UsualFrame = 1 << 11, UsualSip = 1 << 7;

    private readonly List<ChunkItem> items = new(MostItems);
    private readonly List<SipLayout> layouts = new(UsualSip);
    private byte[] bytes = new byte[MostBytes + UsualFrame];
    private int used;

    /// <summary>How many frames it stands for.</summary>
    public int Frames { get; internal set; }

    /// <summary>Whether the next frame belongs into another chunk.</summary>
    public bool IsFull
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Rtp.IsFull || used >= MostBytes || items.Count >= MostItems;
    }

    /// <summary>What is not RTP, and what must be done between its packets.</summary>
    internal ReadOnlySpan<ChunkItem> Items => CollectionsMarshal.AsSpan(items);

    /// <summary>Its RTP, but for what is hidden in TURN, TCP and the like.</summary>
    internal RtpBatch Rtp { get; } = new(MostRtp);

    /// <summary>The RTP that only the Correlator finds, each packet with its place among those of <see cref="Rtp"/>.</summary>
    internal RtpBatch HiddenRtp { get; } = new(capacity: 64, grows: true);

    /// <summary>Makes it empty; it must have been counted.</summary>
    public void Clear()
    {
        items.Clear();
        layouts.Clear();
        Rtp.Clear();
        HiddenRtp.Clear();
        (used, Frames) = (0, 0);
    }

    /// <summary>Tells that nobody needs it any more.</summary>
    internal void Free() => whenFree?.Invoke(this);

    /// <summary>Adds a frame that is no RTP.</summary>
    internal void Add(in Frame frame)
    {
        var length = frame.Bytes.Length;
        if (length > bytes.Length - used) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, used + length));
        frame.Bytes.CopyTo(bytes.AsSpan(used));
        items.Add(new ChunkItem
        {
            Kind = ChunkItemKind.Frame,
            RtpBefore = Rtp.Count,
            Time = frame.Time,
            LinkType = frame.LinkType,
            Start = used,
            Length = length,
            OriginalLength = frame.OriginalLength,
            Number = frame.Number,
            File = frame.File,
            Point = frame.Point,
            Offset = frame.Offset,
            FcsLength = frame.FcsLength,
        });
        used += length;
    }

    /// <summary>Adds a frame that is one SIP message, with what was read of it.</summary>
    internal void Add(in Frame frame, in SipLayout layout)
    {
        Add(frame);
        ref var item = ref CollectionsMarshal.AsSpan(items)[^1];
        (item.Kind, item.Layout) = (ChunkItemKind.Sip, layouts.Count);
        layouts.Add(layout);
    }

    /// <summary>Adds that signalling is to be asked about the packet of RTP that was added last.</summary>
    internal void AddQuestion() => items.Add(new ChunkItem { Kind = ChunkItemKind.Question, RtpBefore = Rtp.Count });

    /// <summary>Adds that time has passed.</summary>
    internal void AddTick(Timestamp now)
    {
        items.Add(new ChunkItem { Kind = ChunkItemKind.Tick, RtpBefore = Rtp.Count, Time = now });
        Rtp.AddTick(now);
    }

    /// <summary>What was read of an item that is a SIP message.</summary>
    internal ref readonly SipLayout LayoutOf(in ChunkItem item) => ref CollectionsMarshal.AsSpan(layouts)[item.Layout];

    /// <summary>The frame of an item that is one.</summary>
    internal Frame FrameOf(in ChunkItem item) => new()
    {
        Time = item.Time,
        LinkType = item.LinkType,
        Bytes = new ReadOnlySpan<byte>(bytes, item.Start, item.Length),
        OriginalLength = item.OriginalLength,
        Number = item.Number,
        File = item.File,
        Point = item.Point,
        Offset = item.Offset,
        FcsLength = item.FcsLength,
    };
}
