using SipTrace.Wire.Bytes;

namespace SipTrace.Output;

/// <summary>Many pieces of work that need nothing of each other, done on all processors; what comes of them is given in their order while
/// later ones are worked at. Who asks for the results works too.</summary>
/// <param name="count">How many pieces there are.</param>
/// <param name="work">Does one of them; several threads call it at a time.</param>
/// <param name="ahead">Results that wait for an earlier one, at most.</param>
internal sealed class OrderedWork<T>(int count, Func<int, T> work, int ahead = 256)
    where T : class?        // for which the code is there before the program starts
{
    private readonly object gate = new();
    private readonly (bool IsDone, T? Result)[] places = new (bool, T?)[Math.Min(ahead, count)];
    private int taken, given;
    private bool isOver;

    /// <summary>The results. To be asked for once.</summary>
    public IEnumerable<T> Results()
    {
        var helpers = new SideThread[count > 1 ? Environment.ProcessorCount - 1 : 0];
        try
        {
            for (var i = 0; i < helpers.Length; i++)
            {
                helpers[i] = new SideThread("works aside", Help);
                helpers[i].Start();
            }
            while (given < count)
            {
                while (!IsReady(out var piece)) Put(piece, work(piece));
                if (isOver) Array.ForEach(helpers, helper => helper.Wait());
                yield return Give();
            }
        }
        finally
        {
            End();
            Array.ForEach(helpers, helper => helper?.Dispose());
        }
    }

    private void Help()
    {
        try
        {
            while (TryTake(out var piece)) Put(piece, work(piece));
        }
        catch
        {
            // Nobody may wait for what will not come.
            End();
            throw;
        }
    }

    // Whether the next result is there, or will never be; else there is a piece to be done meanwhile.
    private bool IsReady(out int piece)
    {
        piece = -1;
        lock (gate)
        {
            while (!isOver && !places[given % ahead].IsDone)
            {
                if (IsMoreToTake)
                {
                    piece = taken++;
                    return false;
                }
                Monitor.Wait(gate);
            }
            return true;
        }
    }

    private bool TryTake(out int piece)
    {
        lock (gate)
        {
            while (!isOver && taken < count && !IsMoreToTake) Monitor.Wait(gate);
            piece = taken;
            if (isOver || taken == count) return false;
            taken++;
            return true;
        }
    }

    private bool IsMoreToTake => taken < count && taken < given + ahead;

    private void Put(int piece, T result)
    {
        lock (gate)
        {
            places[piece % ahead] = (true, result);
            if (piece == given) Monitor.PulseAll(gate);
        }
    }

    private T Give()
    {
        lock (gate)
        {
            ref var place = ref places[given++ % ahead];
            var result = place.Result!;
            place = default;
            Monitor.PulseAll(gate);
            return result;
        }
    }

    private void End()
    {
        lock (gate)
        {
            isOver = true;
            Monitor.PulseAll(gate);
        }
    }
}
