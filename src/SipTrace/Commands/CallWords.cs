using SipTrace.Correlation.Sip;

namespace SipTrace.Commands;

/// <summary>The words of the command line and of JSON for what the model knows as values.</summary>
internal static class CallWords
{
    /// <summary>The word of a call's state.</summary>
    public static string Of(CallState state) => state switch
    {
        CallState.CallSetup => "call_setup",
        CallState.InCall => "in_call",
        CallState.Completed => "completed",
        CallState.Cancelled => "cancelled",
        CallState.Rejected => "rejected",
        CallState.Busy => "busy",
        CallState.Diverted => "diverted",
        CallState.Failed => "failed",
        CallState.Pending => "pending",
        _ => "succeeded",
    };

    /// <summary>The word of a transport.</summary>
    public static string Of(SipTransport transport) => transport switch
    {
        SipTransport.Udp => "udp",
        SipTransport.Tcp => "tcp",
        SipTransport.Tls => "tls",
        SipTransport.Ws => "ws",
        SipTransport.Wss => "wss",
        _ => "sctp",
    };

    /// <summary>The word of a dialog's state.</summary>
    public static string Of(DialogState state) => state switch
    {
        DialogState.Early => "early",
        DialogState.Confirmed => "confirmed",
        _ => "terminated",
    };

    /// <summary>The word for who ended a call; null where nobody knows.</summary>
    public static string? Of(CallEnd end) => end switch
    {
        CallEnd.Caller => "caller",
        CallEnd.Callee => "callee",
        CallEnd.Network => "network",
        _ => null,
    };
}
