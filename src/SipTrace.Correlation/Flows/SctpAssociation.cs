namespace SipTrace.Correlation.Flows;

/// <summary>One direction of an SCTP association: which chunks came lately.</summary>
internal sealed class SctpAssociation(long number)
{
    /// <summary>Chunks remembered: more than are under way at one time.</summary>
    private const int Window = 512;

    private readonly long[] seen = new long[Window];

    public long Number { get; } = number;

    /// <summary>Notes a chunk. False where it came before.</summary>
    public bool TryNote(uint tsn)
    {
        // Zero is an empty place.
        var mark = tsn + 1L;
        ref var place = ref seen[tsn % Window];
        if (place == mark) return false;
        place = mark;
        return true;
    }
}
