namespace SipTrace;

/// <summary>
/// Has garbage collected when there is so much of it: left alone, the runtime lets it grow as big as what is in use, for that costs the
/// least time.
/// </summary>
/// <param name="most">How many octets of it there may be.</param>
internal sealed class GarbageBound(long most)
{
    private long used;

    /// <summary>Collects if it is time. To be called about each second.</summary>
    public void Keep()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) - used < most) return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        used = GC.GetTotalMemory(forceFullCollection: false);
    }
}
