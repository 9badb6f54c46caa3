using SipTrace.Correlation.Chunks;
using SipTrace.Wire;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sip;

namespace SipTrace.Correlation;

// A long capture is sorted by a thread of its own, for most of it is RTP.
public sealed partial class Correlator
{
    private FrameSorter? sorter;

    /// <summary>Begins to take all frames in chunks, which another thread makes with the sorter.</summary>
    public FrameSorter Sort() => sorter = new FrameSorter();

    /// <summary>Takes a chunk of the sorter's, as if each of its frames had been taken. It may be used again when it says that it is free.</summary>
    public void Take(FrameChunk chunk)
    {
        rtp.Begin(chunk);
        foreach (ref readonly var item in chunk.Items)
        {
            switch (item.Kind)
            {
                case ChunkItemKind.Question:
                    rtp.Answer(chunk, item.RtpBefore - 1);
                    break;
                case ChunkItemKind.Tick:
                    AdvanceTables(item.Time);
                    break;
                case ChunkItemKind.Sip:
                    rtp.Move(item.RtpBefore);
                    TakePlainSip(chunk.FrameOf(item), chunk.LayoutOf(item));
                    break;
                default:
                    rtp.Move(item.RtpBefore);
                    TakeOther(chunk.FrameOf(item));
                    break;
            }
        }
        rtp.Count(chunk);
    }

    private void TakePlainSip(in Frame frame, in SipLayout layout)
    {
        if (!PlainUdp.TryRead(frame, out var datagram)) return;
        sip.Take(ArrivalOf(frame, datagram.Source, datagram.Destination, datagram.Payload.Length), new SipText(datagram.Payload, layout));
    }

    private void EndSorting()
    {
        if (sorter is null) return;
        counts.Add(sorter.Counts);
        Trace.Windows.Add(sorter.Windows);
        sorter = null;
    }
}
