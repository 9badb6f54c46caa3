namespace SipTrace.Tests.Support;

/// <summary>A name for a file that is gone afterwards.</summary>
internal sealed class TemporaryFile(string ending) : IDisposable
{
    /// <summary>Its path.</summary>
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "siptrace-test-" + Guid.NewGuid().ToString("N") + ending);

    public void Dispose() => File.Delete(Path);
}
