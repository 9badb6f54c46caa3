using Xunit;

namespace SipTrace.Tests.Support;

/// <summary>Asserts that code allocates nothing once it has run.</summary>
internal static class Allocations
{
    public static void None(Action action, int times = 1000)
    {
        for (var i = 0; i < 100; i++) action();
        // The runtime itself may allocate once, when it replaces code that has become hot; code that allocates does so in every round.
        var least = long.MaxValue;
        for (var round = 0; round < 5 && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < times; i++) action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);
    }
}
