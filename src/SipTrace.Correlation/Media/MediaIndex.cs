using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Rtp;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Media;

/// <summary>Which streams, checks, relays, handshakes, faxes and ICMP errors belong to which call, for whoever asks call by call.</summary>
/// <remarks>
/// Made of a whole trace, at once or in short steps between which the trace may go on; until a new one is ready, the last one answers.
/// </remarks>
public sealed class MediaIndex
{
    private readonly Trace trace;
    private MediaLookups ready;
    private MediaLookups? next;
    private bool isLost;
    private IEnumerator<int>? steps;

    private MediaIndex(Trace trace, MediaLookups ready)
    {
        this.trace = trace;
        this.ready = ready;
    }

    /// <summary>The index of a trace that is complete, or does not change while it is used.</summary>
    public static MediaIndex Of(Trace trace)
    {
        var index = Begin(trace);
        index.Renew();
        while (index.Step())
        {
        }
        return index;
    }

    /// <summary>An index that knows nothing yet.</summary>
    public static MediaIndex Begin(Trace trace) => new(trace, new MediaLookups(trace));

    /// <summary>How often it was made anew: what was worked out from an earlier one may be different now.</summary>
    public int Version { get; private set; }

    /// <summary>Whether the trace has forgotten something since, so that nothing is known before the next one is ready.</summary>
    public bool IsLost => isLost || ready.Forgettings != trace.Forgettings;

    /// <summary>Whether a new one is being made.</summary>
    public bool IsInWork => steps is not null;

    /// <summary>Begins a new one, with all that the trace has now.</summary>
    public void Renew()
    {
        next = new MediaLookups(trace);
        steps = next.Read().GetEnumerator();
    }

    /// <summary>Goes on with the new one for a moment; tells whether more is left.</summary>
    public bool Step()
    {
        if (steps is null || next is null) return false;
        if (next.Forgettings != trace.Forgettings) Renew();
        if (steps.MoveNext()) return true;
        (ready, next, steps, isLost) = (next, null, null, false);
        Version++;
        return false;
    }

    /// <summary>The RTP streams of a call.</summary>
    public IReadOnlyList<RtpStream> StreamsOf(Call call)
    {
        trace.Rtp.Settle();
        return Of(Ready.Streams, call);
    }

    /// <summary>The RTP streams that a socket sends.</summary>
    public IReadOnlyList<RtpStream> StreamsFrom(Endpoint source) => Ready.StreamEnds.From(source);

    /// <summary>The TURN allocations of a call: its SDP has the relayed address, or the client's socket.</summary>
    public IReadOnlyList<TurnAllocation> AllocationsOf(Call call) => Of(Ready.Allocations, call);

    /// <summary>The DTLS handshakes of a call.</summary>
    public IReadOnlyList<DtlsSession> HandshakesOf(Call call) => Of(Ready.Handshakes, call);

    /// <summary>The T.38 streams of a call.</summary>
    public IReadOnlyList<FaxStream> FaxesOf(Call call) => Of(Ready.Faxes, call);

    /// <summary>What ICMP says about the media of a call.</summary>
    public IReadOnlyList<Unreachable> UnreachablesOf(Call call) => Of(Ready.Unreachables, call);

    internal CheckOwners Checks => Ready.Checks;

    internal StreamIndex StreamEnds => Ready.StreamEnds;

    internal RelayClients Relays => Ready.Relays;

    internal IReadOnlyList<Endpoint> MappingsOf(Endpoint socket) => Ready.Mappings.TryGetValue(socket, out var mapped) ? mapped : Array.Empty<Endpoint>();

    private MediaLookups Ready
    {
        get
        {
            if (ready.Forgettings != trace.Forgettings) (ready, isLost) = (new MediaLookups(trace), true);
            return ready;
        }
    }

    private static IReadOnlyList<T> Of<T>(Dictionary<Call, List<T>> lists, Call call) => lists.TryGetValue(call, out var list) ? list : [];
}
