namespace SipTrace.Correlation.Media;

public sealed partial class MediaEndpoints
{
    private const int MostDropped = 10_000;

    private int dropped;

    /// <summary>Drops an announcement, now or soon. Until then its memory is its call's.</summary>
    internal void Drop(Announcement announcement)
    {
        announcement.IsDropped = true;
        announcement.Call.Noted += announcement.Size;
        if (++dropped == MostDropped) Forget();
    }

    /// <summary>Forgets what forgotten calls announced, and what was dropped.</summary>
    internal void Forget()
    {
        dropped = 0;
        var places = new int[announcements.Count];
        var kept = 0;
        for (var i = 0; i < announcements.Count; i++)
        {
            var announcement = announcements[i];
            if (announcement.IsDropped) announcement.Call.Noted -= announcement.Size;
            if (announcement.IsDropped || announcement.Call.IsForgotten) continue;
            places[i] = kept + 1;
            announcement.Index = kept;
            announcements[kept++] = announcement;
        }
        announcements.RemoveRange(kept, announcements.Count - kept);

        // Chains lead from newer to older entries. One that goes passes on the place of the next older one that stays.
        var moved = new int[entries.Count];
        var count = 1;
        for (var i = 1; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (places[entry.Announcement] == 0)
            {
                moved[i] = moved[entry.Older];
                continue;
            }
            entries[count] = entry with { Announcement = places[entry.Announcement] - 1, Older = moved[entry.Older] };
            moved[i] = count++;
        }
        entries.Truncate(count);
        MoveHeads(moved);
        reader.Clear();
    }

    private void MoveHeads(int[] moved)
    {
        var known = endpoints.Clear();
        for (var i = 0; i < known.Length; i++)
        {
            if (moved[latest[i]] is not 0 and var head) latest[endpoints.IndexOf(known[i])] = head;
        }
        latest.Truncate(endpoints.Count);
        foreach (var (ufrag, head) in byUfrag)
        {
            if (moved[head] == 0) byUfrag.Remove(ufrag);
            else byUfrag[ufrag] = moved[head];
        }
    }
}
