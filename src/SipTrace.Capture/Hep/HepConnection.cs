using System.Buffers.Binary;
using System.Net.Sockets;

namespace SipTrace.Capture.Hep;

/// <summary>A TCP connection that brings HEP 3, whose packets tell their lengths.</summary>
internal sealed class HepConnection
{
    private const int HeaderLength = 6;

    private readonly byte[] buffer = new byte[2 * (ushort.MaxValue + 1)];
    private int start, end;

    /// <summary>Whether something else than HEP 3 came: there is no telling where the next packet begins.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Receives once; false at the end of the connection.</summary>
    public bool Receive(Socket socket)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        var count = socket.Receive(buffer.AsSpan(end));
        end += count;
        return count > 0;
    }

    /// <summary>The next whole packet. Valid until the next call of <see cref="Receive"/>.</summary>
    public bool TryTake(out ReadOnlySpan<byte> packet)
    {
        packet = default;
        var waiting = buffer.AsSpan(start, end - start);
        if (waiting.Length < HeaderLength) return false;
        int length = BinaryPrimitives.ReadUInt16BigEndian(waiting[4..]);
        IsBroken = length < HeaderLength || (!waiting.StartsWith("HEP3"u8) && !waiting.StartsWith("EEP3"u8));
        if (IsBroken || waiting.Length < length) return false;
        packet = waiting[..length];
        start += length;
        return true;
    }
}
