namespace SipTrace.Where;

/// <summary>A property of a call that <c>--where</c> can ask for. Its name is the word users type.</summary>
/// <param name="Name">The word.</param>
/// <param name="Kind">How its values compare.</param>
/// <param name="Words">The only values there are, where they are few; else empty.</param>
internal sealed record Field(string Name, FieldKind Kind, params string[] Words)
{
    /// <summary>The Call-ID.</summary>
    public static readonly Field CallId = new("call_id", FieldKind.Text);

    /// <summary>Method of the first request.</summary>
    public static readonly Field Method = new("method", FieldKind.Text);

    /// <summary>State as in <c>calls</c>.</summary>
    public static readonly Field State = new("state", FieldKind.Text,
        "call_setup", "in_call", "completed", "cancelled", "rejected", "busy", "diverted", "failed", "pending", "succeeded");

    /// <summary>Final status code.</summary>
    public static readonly Field Status = new("status", FieldKind.Number);

    /// <summary>URI, user part and display name of From.</summary>
    public static readonly Field From = new("from", FieldKind.Text);

    /// <summary>URI, user part and display name of To.</summary>
    public static readonly Field To = new("to", FieldKind.Text);

    /// <summary>Digits of every number that the call names.</summary>
    public static readonly Field Number = new("number", FieldKind.Digits);

    /// <summary>User-Agent and Server.</summary>
    public static readonly Field UserAgent = new("ua", FieldKind.Text);

    /// <summary>Addresses that its messages went between.</summary>
    public static readonly Field Ip = new("ip", FieldKind.Address);

    /// <summary>Seconds from answer to end.</summary>
    public static readonly Field Duration = new("dur", FieldKind.Seconds);

    /// <summary>Milliseconds from INVITE to ringing.</summary>
    public static readonly Field Setup = new("setup", FieldKind.Milliseconds);

    /// <summary>Time of the first packet.</summary>
    public static readonly Field Started = new("started", FieldKind.Time);

    /// <summary>Negotiated codecs.</summary>
    public static readonly Field Codec = new("codec", FieldKind.Text);

    /// <summary>Outcome of ICE.</summary>
    public static readonly Field Ice = new("ice", FieldKind.Text, "none", "offered_only", "running", "completed", "failed", "mismatch");

    /// <summary>Ids and names of rules with findings.</summary>
    public static readonly Field Rule = new("rule", FieldKind.Text);

    /// <summary>Ids and names of diagnoses.</summary>
    public static readonly Field Diagnosis = new("diagnosis", FieldKind.Text);

    /// <summary>Lowest MOS of its streams.</summary>
    public static readonly Field Mos = new("mos", FieldKind.Number);

    /// <summary>Highest loss of its streams, in percent.</summary>
    public static readonly Field Loss = new("loss", FieldKind.Number);

    /// <summary>Transport of the first request.</summary>
    public static readonly Field Transport = new("transport", FieldKind.Text, "udp", "tcp", "tls", "ws", "wss", "sctp");

    /// <summary>All of them, in the order of the manual.</summary>
    public static readonly IReadOnlyList<Field> All =
    [
        CallId, Method, State, Status, From, To, Number, UserAgent, Ip, Duration, Setup, Started, Codec, Ice, Rule, Diagnosis, Mos, Loss, Transport,
    ];
}
