using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Media;

public sealed partial class DtlsTable
{
    private const int MostUnclaimed = 2000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(2);

    /// <summary>Forgets quiet handshakes between endpoints that no remembered call announced, and the quietest of the others beyond a number.</summary>
    internal void Forget(Timestamp now, MediaEndpoints media)
    {
        var unclaimed = sessions.Where(entry => !media.TryFind(entry.Value.Client, entry.Value.Server, out _, out _))
            .OrderByDescending(entry => entry.Value.LastTime).ToArray();
        for (var i = 0; i < unclaimed.Length; i++)
        {
            if (i < MostUnclaimed && now - unclaimed[i].Value.LastTime <= Remembered) continue;
            sessions.Remove(unclaimed[i].Key);
            Size -= unclaimed[i].Value.Size;
        }
    }
}
