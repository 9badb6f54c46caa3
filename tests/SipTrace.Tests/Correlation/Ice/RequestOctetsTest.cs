using SipTrace.Correlation.Ice;

namespace SipTrace.Tests.Correlation.Ice;

/// <summary>What is kept of requests comes back as it was; what is not kept is empty.</summary>
public class RequestOctetsTest
{
    [Fact]
    public void Requests_come_back_as_long_as_there_is_room()
    {
        var kept = new RequestOctets();
        var requests = Enumerable.Range(0, 20_000).Select(i => Enumerable.Repeat((byte)i, 20 + i % 1500).ToArray()).ToArray();
        // Every third is of a transaction that has none.
        for (var i = 0; i < requests.Length; i++)
        {
            if (i % 3 > 0) kept.Add(i, requests[i]);
        }
        var found = requests.Select((request, i) => kept.Of(i, request.Length)).ToArray();
        Assert.All(Enumerable.Range(0, requests.Length), i => Assert.True(found[i].IsEmpty || found[i].Span.SequenceEqual(requests[i])));
        Assert.True(found.Select((one, i) => one.IsEmpty == (i % 3 == 0)).Take(5_000).All(isRight => isRight));
        Assert.True(found[^1].IsEmpty && kept.Size < 10 << 20);
        kept.Clear();
        Assert.True(kept.Of(1, requests[1].Length).IsEmpty);
    }

    [Fact]
    public void A_request_longer_than_any_block_is_not_kept()
    {
        var kept = new RequestOctets();
        kept.Add(0, new byte[1 << 18]);
        kept.Add(1, [1, 2, 3]);
        Assert.True(kept.Of(0, 1 << 18).IsEmpty);
        Assert.Equal([1, 2, 3], kept.Of(1, 3).ToArray());
    }
}
