using SipTrace.Wire.Bytes;

namespace SipTrace.Commands;

/// <summary>Where nothing can be read again: what comes from a wire is kept as copies.</summary>
internal sealed class NoBytes : ByteSource
{
    /// <inheritdoc/>
    protected override int ReadInput(int file, long offset, Span<byte> bytes) => 0;
}
