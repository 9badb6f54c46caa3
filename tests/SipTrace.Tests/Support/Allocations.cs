using Xunit;

namespace SipTrace.Tests.Support;

/// <summary>Asserts that code allocates nothing once it has run.</summary>
internal static class Allocations
{
    public static void None(Action action, int times = 1000)
    {
        for (var i = 0; i < 100; i++) action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < times; i++) action();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
