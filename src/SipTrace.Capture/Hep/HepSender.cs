using System.Collections.Concurrent;
using System.Net.Sockets;
using SipTrace.Wire.Hep;

namespace SipTrace.Capture.Hep;

/// <summary>Sends HEP to a collector from a thread of its own, out of a bounded queue: a collector that is slow or away costs packets, which are
/// counted, and never time.</summary>
public sealed class HepSender : IDisposable
{
    private const int MostWaiting = 10_000;
    private const int LongestPacket = 65_507;
    private const long MostWaitingBytes = 16 << 20;

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1), LastTry = TimeSpan.FromSeconds(2);

    private readonly HepAddress address;
    private readonly byte[] key;
    private readonly int version;
    private readonly BlockingCollection<byte[]> waiting = new(MostWaiting);
    private readonly CancellationTokenSource stopping = new();
    private readonly byte[] room = new byte[LongestPacket];
    private readonly Thread thread;
    private long sent, dropped, waitingBytes;
    private string? news;

    /// <summary>Begins to send; the collector need not be there yet.</summary>
    /// <param name="address">The collector.</param>
    /// <param name="key">The key it wants; null for none.</param>
    /// <param name="version">3, or 2, which carries only SIP.</param>
    public HepSender(HepAddress address, string? key, int version)
    {
        (this.address, this.version) = (address, version);
        this.key = key is null ? [] : System.Text.Encoding.UTF8.GetBytes(key);
        thread = new Thread(Run) { IsBackground = true, Name = "hep sender" };
        thread.Start();
    }

    /// <summary>Packets sent.</summary>
    public long Sent => Volatile.Read(ref sent);

    /// <summary>Packets dropped: too long, or the queue was full, or the collector was away.</summary>
    public long Dropped => Volatile.Read(ref dropped);

    /// <summary>What is new about the collector (away, back again), once; null for nothing.</summary>
    public string? TakeNews() => Interlocked.Exchange(ref news, null);

    /// <summary>Puts a packet into the queue. For one thread.</summary>
    public void Send(in HepEnvelope envelope, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> correlationId)
    {
        if (version < 3 && envelope.PayloadType != HepPayloadType.Sip) return;
        var length = version < 3 ? HepWriter.WriteVersion2(room, envelope, payload) : HepWriter.Write(room, envelope, payload, correlationId, key);
        if (length > 0 && Interlocked.Read(ref waitingBytes) < MostWaitingBytes && waiting.TryAdd(room[..length])) Interlocked.Add(ref waitingBytes, length);
        else Interlocked.Increment(ref dropped);
    }

    /// <summary>Sends what waits, if that takes no long time, and ends.</summary>
    public void Dispose()
    {
        waiting.CompleteAdding();
        stopping.CancelAfter(LastTry);
        // A connection to a host that does not answer at all ends with the process.
        if (!thread.Join(2 * LastTry)) return;
        waiting.Dispose();
        stopping.Dispose();
    }

    private void Run()
    {
        Socket? socket = null;
        var isAway = false;
        foreach (var packet in waiting.GetConsumingEnumerable())
        {
            Interlocked.Add(ref waitingBytes, -packet.Length);
            if (isAway && waiting.IsAddingCompleted)
            {
                Interlocked.Increment(ref dropped);
                continue;
            }
            while (!TrySend(ref socket, packet))
            {
                if (!isAway) news = $"HEP collector {address} is away";
                isAway = true;
                // UDP has no connection to wait for: the next packet may get through.
                if (!address.IsTcp || stopping.Token.WaitHandle.WaitOne(Retry))
                {
                    Interlocked.Increment(ref dropped);
                    break;
                }
            }
            if (socket is null || !isAway) continue;
            isAway = false;
            news = $"HEP collector {address} is back";
        }
        socket?.Dispose();
    }

    private bool TrySend(ref Socket? socket, byte[] packet)
    {
        try
        {
            if (socket is null)
            {
                socket = new Socket(address.IsTcp ? SocketType.Stream : SocketType.Dgram, address.IsTcp ? ProtocolType.Tcp : ProtocolType.Udp);
                socket.SendTimeout = (int)LastTry.TotalMilliseconds;
                socket.Connect(address.Host, address.Port);
            }
            for (var done = 0; done < packet.Length;) done += socket.Send(packet.AsSpan(done));
            Interlocked.Increment(ref sent);
            return true;
        }
        catch (SocketException)
        {
            socket?.Dispose();
            socket = null;
            return false;
        }
    }
}
