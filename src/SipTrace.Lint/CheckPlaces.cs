using SipTrace.Correlation;
using SipTrace.Correlation.Evidence;
using SipTrace.Wire.Stun;

namespace SipTrace.Lint;

/// <summary>Where checks, and the answers to them, stand in the capture.</summary>
internal static class CheckPlaces
{
    /// <summary>The place of the first request of a check.</summary>
    public static Place Request(this IceCheck check) =>
        Place.Packet(check.Transaction.File, check.Transaction.Frame, check.Time, check.Sender.Tag, check.MediaIndex);

    /// <summary>The place of the answer to a check, else of the check.</summary>
    public static Place Answer(this IceCheck check) => check.Answered is { } time
        ? Place.Packet(check.Transaction.File, check.Transaction.AnswerFrame, time, check.Receiver.Tag, check.MediaIndex)
        : check.Request();

    /// <summary>The place of the first request of any STUN or TURN transaction.</summary>
    public static Place RequestPlace(this Trace trace, int transaction, string sender)
    {
        ref var one = ref trace.Stun.Transactions[transaction];
        return Place.Packet(one.File, one.Frame, one.Time, sender);
    }

    /// <summary>Whether the capture has not all octets of a STUN or TURN request.</summary>
    public static bool IsCut(this Trace trace, int transaction) => IsCut(trace.RequestOf(transaction));

    /// <summary>Whether the capture has not all octets of a check.</summary>
    public static bool IsCut(this IceCheck check) => IsCut(check.RequestBytes);

    private static bool IsCut(ReadOnlyMemory<byte> request) => !StunMessage.TryParse(request.Span, out var message) || message.IsCut;

    /// <summary>Who a party is: the caller or the callee.</summary>
    public static string PartyName(this LintedCall call, string tag) => tag == call.Call.From.Tag ? "the caller" : "the callee";
}
