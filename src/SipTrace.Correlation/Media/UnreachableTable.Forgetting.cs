namespace SipTrace.Correlation.Media;

public sealed partial class UnreachableTable
{
    private const int MostKept = 20_000;

    /// <summary>Octets of memory.</summary>
    internal long Size => paths.Count * 250L;

    /// <summary>Forgets those between endpoints that no remembered call announced, but for the latest.</summary>
    internal void Forget(MediaEndpoints media)
    {
        var unclaimed = paths.Where(path => !media.TryFind(path.Key.Source, path.Key.Destination, out _, out _)).OrderByDescending(path => path.Value.LastTime).Skip(MostKept).ToArray();
        foreach (var (key, _) in unclaimed) paths.Remove(key);
    }
}
