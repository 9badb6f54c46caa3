using System.Text;
using SipTrace.Wire;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;
using SipTrace.Wire.Sip;

namespace SipTrace.Correlation;

/// <summary>Estimates how far the clocks of several inputs are apart, from the SIP messages that they share.</summary>
/// <remarks>
/// A message reaches the capture farther from its sender later, so one direction reads the clock difference plus the delay, the other minus
/// it: per call the medians of both directions are averaged, over the calls the median is taken. Hop-by-hop messages (100, ACK, CANCEL) are no witness.
/// </remarks>
public sealed class ClockAlignment
{
    private const int MaxMessages = 50_000;     // of one input: an estimate needs no more
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(5);

    private readonly Dictionary<string, Sighting>[] inputs;

    /// <summary>An alignment of so many inputs.</summary>
    public ClockAlignment(int count)
    {
        inputs = new Dictionary<string, Sighting>[count];
        for (var i = 0; i < count; i++) inputs[i] = [];
    }

    /// <summary>Looks at one frame of an input, by the input's own clock. False once that input need not be read on.</summary>
    public bool Take(int input, in Frame frame)
    {
        if (Layers.TryPeel(frame, out var packet, out _) && TryReadHeader(packet, out var text)) Take(inputs[input], frame.Time, text);
        return inputs[input].Count < MaxMessages;
    }

    /// <summary>What is to be added to each input's times so that all follow the first; null where an input shares no message with the others.</summary>
    public IReadOnlyList<TimeSpan?> Offsets()
    {
        var offsets = new TimeSpan?[inputs.Length];
        if (inputs.Length > 0) offsets[0] = TimeSpan.Zero;
        for (var hasNew = true; hasNew;)
        {
            hasNew = false;
            for (var i = 1; i < inputs.Length; i++)
            {
                for (var reference = 0; offsets[i] is null && reference < inputs.Length; reference++)
                {
                    if (offsets[reference] is not { } known || Lead(inputs[reference], inputs[i]) is not { } lead) continue;
                    var offset = known - lead;
                    offsets[i] = offset.Duration() < Tolerance ? TimeSpan.Zero : offset;
                    hasNew = true;
                }
            }
        }
        return offsets;
    }

    // The first segment or fragment holds the header, and the header is all that is compared.
    private static bool TryReadHeader(in Packet packet, out SipText text)
    {
        text = default;
        if (packet.Protocol is not (IpProtocol.Udp or IpProtocol.Tcp) || packet.FragmentOffset != 0) return false;
        const int udpHeader = 8;
        var payload = packet.IsFragment && packet.Protocol == IpProtocol.Udp && packet.Payload.Length > udpHeader
            ? packet.Payload[udpHeader..] : packet.Payload;
        return SipText.LooksLikeSip(payload) && SipText.TryParse(payload, isCut: true, out text);
    }

    private static void Take(Dictionary<string, Sighting> seen, Timestamp time, in SipText text)
    {
        var method = text.IsRequest ? text.Method : text.CSeqMethod;
        if (text.CallId.IsEmpty || text.StatusCode == 100 || method.SequenceEqual("ACK"u8) || method.SequenceEqual("CANCEL"u8)) return;
        var callId = Encoding.UTF8.GetString(text.CallId);
        var fromTag = Encoding.UTF8.GetString(SipAddress.Parse(text.From).Tag);
        var toTag = Encoding.UTF8.GetString(SipAddress.Parse(text.To).Tag);
        var key = $"{callId}\n{text.StatusCode} {Encoding.UTF8.GetString(method)} {Encoding.UTF8.GetString(text.CSeqNumber)}\n{fromTag}\n{toTag}";
        seen.TryAdd(key, new Sighting(time, callId, fromTag, text.IsRequest));
    }

    // How far the clock of an input is ahead of the reference's.
    private static TimeSpan? Lead(Dictionary<string, Sighting> reference, Dictionary<string, Sighting> input)
    {
        var callers = new Dictionary<string, string>();
        var leads = new SortedDictionary<string, (List<long> ByCaller, List<long> ByCallee)>(StringComparer.Ordinal);
        foreach (var (key, here) in reference)
        {
            callers.TryAdd(here.CallId, here.FromTag);
            if (!input.TryGetValue(key, out var there)) continue;
            if (!leads.TryGetValue(here.CallId, out var sides)) leads.Add(here.CallId, sides = ([], []));
            var isByCaller = (here.FromTag == callers[here.CallId]) == here.IsRequest;
            (isByCaller ? sides.ByCaller : sides.ByCallee).Add(there.Time.Nanoseconds - here.Time.Nanoseconds);
        }
        List<long> both = [], single = [];
        foreach (var (byCaller, byCallee) in leads.Values)
        {
            if (byCaller.Count > 0 && byCallee.Count > 0) both.Add((Median(byCaller) + Median(byCallee)) / 2);
            else single.Add(Median(byCaller.Count > 0 ? byCaller : byCallee));
        }
        if (both.Count == 0 && single.Count == 0) return null;
        return new Timestamp(Median(both.Count > 0 ? both : single)) - default(Timestamp);
    }

    private static long Median(List<long> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private readonly record struct Sighting(Timestamp Time, string CallId, string FromTag, bool IsRequest);
}
