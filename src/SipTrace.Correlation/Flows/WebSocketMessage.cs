using System.Runtime.InteropServices;
using SipTrace.Wire.WebSocket;

namespace SipTrace.Correlation.Flows;

/// <summary>Joins the frames of one WebSocket message, unmasked (RFC 6455 §5.4).</summary>
internal sealed class WebSocketMessage
{
    private readonly List<FrameId> carriers = [];
    private byte[] bytes = [];
    private int length;

    /// <summary>The message so far.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, length);

    /// <summary>The captured frames that carried it.</summary>
    public ReadOnlySpan<FrameId> Carriers => CollectionsMarshal.AsSpan(carriers);

    /// <summary>Takes a frame that is complete. False where the message becomes longer than anything of ours.</summary>
    public bool TryAdd(in WebSocketFrame frame, ReadOnlySpan<FrameId> frames)
    {
        if (frame.Opcode != WebSocketOpcode.Continuation) Clear();
        var total = length + frame.Payload.Length;
        if (total > StreamMessages.MaximumUnread) return false;
        if (total > bytes.Length) Array.Resize(ref bytes, Math.Max(total, bytes.Length * 2));
        frame.CopyPayloadTo(bytes.AsSpan(length));
        length = total;
        foreach (var carrier in frames)
        {
            if (carriers.Count == 0 || carriers[^1] != carrier) carriers.Add(carrier);
        }
        return true;
    }

    /// <summary>Forgets the message.</summary>
    public void Clear()
    {
        length = 0;
        carriers.Clear();
        if (bytes.Length > 4096) bytes = [];
    }
}
