using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation;

/// <summary>While things are forgotten: where the endpoints and texts of what stays come to stand. Asked for the first time, each gets its new place.</summary>
internal sealed class Relocation(EndpointTable endpoints, List<byte[]> texts, Func<byte[], int> addText)
{
    private readonly Endpoint[] oldEndpoints = endpoints.Clear();
    private readonly byte[][] oldTexts = Take(texts);

    /// <summary>The new index of an endpoint; what is below zero stays.</summary>
    public int Endpoint(int old) => old < 0 ? old : endpoints.IndexOf(oldEndpoints[old]);

    /// <summary>The new place of a text; what stands in an input stays.</summary>
    public long Text(long place) => Trace.OwnedIndex(place) is >= 0 and var index ? Trace.OwnedOffset(addText(oldTexts[index])) : place;

    private static byte[][] Take(List<byte[]> texts)
    {
        var all = texts.ToArray();
        texts.Clear();
        return all;
    }
}
