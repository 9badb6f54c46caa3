using System.Globalization;
using System.Text;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;
using SipTrace.Wire.Sip;

namespace SipTrace.Commands;

/// <summary>One message of a call, read again from the input, with what people and JSON want to know of it.</summary>
internal sealed class MessageView
{
    /// <summary>Reads a message.</summary>
    public MessageView(Trace trace, Call? call, int index)
    {
        var message = trace.Messages[index];
        Call = call;
        Index = index;
        Message = message;
        Bytes = trace.TextOf(message);
        Source = trace.Endpoints[message.Source];
        Destination = trace.Endpoints[message.Destination];
        Frames = trace.FramesOf(message);
        CSeqMethod = trace.MethodOf(message);
        CSeqNumber = message.CSeq.ToString(CultureInfo.InvariantCulture);
        StatusText = message.Status.ToString(CultureInfo.InvariantCulture);
        if (!SipText.TryParse(Bytes.Span, isCut: true, out var text)) return;
        if (message.IsRequest) Method = Encoding.UTF8.GetString(text.Method);
        else
        {
            StatusText = Encoding.UTF8.GetString(text.StatusText);
            Reason = SipText.Unfold(text.ReasonPhrase);
        }
        CSeqNumber = Encoding.UTF8.GetString(text.CSeqNumber);
        CSeqMethod = SipText.Unfold(text.CSeqMethod);
        if (!text.TryGetSdp(out var sdp)) return;
        (HasSdp, MediaCount, CandidateCount) = (true, CountMedia(sdp), SdpDocument.CountCandidates(sdp));
    }

    /// <summary>The call it belongs to; null for a message without Call-ID.</summary>
    public Call? Call { get; }

    /// <summary>Its index in the trace.</summary>
    public int Index { get; }

    /// <summary>What the trace keeps of it.</summary>
    public SipMessage Message { get; }

    /// <summary>Its octets.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Its sender.</summary>
    public Endpoint Source { get; }

    /// <summary>Its receiver.</summary>
    public Endpoint Destination { get; }

    /// <summary>The frames that carried it.</summary>
    public IReadOnlyList<int> Frames { get; }

    /// <summary>The method of a request; null for a response.</summary>
    public string? Method { get; }

    /// <summary>The digits of the status of a response.</summary>
    public string StatusText { get; } = "";

    /// <summary>The reason phrase of a response; null for a request.</summary>
    public string? Reason { get; }

    /// <summary>The digits of the CSeq number; empty where there is none.</summary>
    public string CSeqNumber { get; }

    /// <summary>The method in CSeq.</summary>
    public string CSeqMethod { get; }

    /// <summary>Whether there is an SDP body.</summary>
    public bool HasSdp { get; }

    /// <summary>Its m= lines.</summary>
    public int MediaCount { get; }

    /// <summary>Its a=candidate lines.</summary>
    public int CandidateCount { get; }

    /// <summary>What stands on its arrow: <c>INVITE (SDP)</c>, <c>200 OK</c>; not made visible yet.</summary>
    public string Label => (Method ?? (Reason is { Length: > 0 } ? $"{StatusText} {Reason}" : StatusText)) + (HasSdp ? " (SDP)" : "");

    /// <summary>The messages of some calls in the order of time, and those of no call where they are wanted.</summary>
    public static IEnumerable<MessageView> Of(Trace trace, IReadOnlyList<Call> calls, bool withStrays = false) => calls
        .SelectMany(call => trace.MessagesOf(call).Select(index => (Call: (Call?)call, Index: index)))
        .Concat(withStrays ? trace.Strays.Select(index => (Call: (Call?)null, Index: index)) : [])
        .OrderBy(item => item.Index)
        .Select(item => new MessageView(trace, item.Call, item.Index));

    private static int CountMedia(ReadOnlySpan<byte> sdp)
    {
        var count = sdp.StartsWith("m="u8) ? 1 : 0;
        for (var i = 1; i < sdp.Length - 1; i++)
        {
            if (sdp[i] == 'm' && sdp[i + 1] == '=' && sdp[i - 1] is ((byte)'\n' or (byte)'\r')) count++;
        }
        return count;
    }
}
