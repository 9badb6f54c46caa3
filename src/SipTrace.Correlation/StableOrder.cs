namespace SipTrace.Correlation;

/// <summary>Sorting of what mostly is in order already.</summary>
public static class StableOrder
{
    private const int Few = 32;

    /// <summary>Sorts a list; elements that are equal keep their order.</summary>
    public static void SortStably<T>(this List<T> list, Comparison<T> compare)
        where T : class
    {
        for (var i = 1; i < list.Count; i++)
        {
            if (compare(list[i - 1], list[i]) <= 0) continue;
            if (list.Count > Few)
            {
                T[] sorted = [.. list.Order(Comparer<T>.Create(compare))];
                list.Clear();
                list.AddRange(sorted);
                return;
            }
            var (moved, at) = (list[i], i);
            for (; at > 0 && compare(list[at - 1], moved) > 0; at--) list[at] = list[at - 1];
            list[at] = moved;
        }
    }
}
