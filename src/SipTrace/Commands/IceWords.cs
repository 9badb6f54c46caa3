using SipTrace.Correlation.Ice;

namespace SipTrace.Commands;

/// <summary>The words of JSON and of tables for what ICE, TURN and NATs are known as.</summary>
internal static class IceWords
{
    /// <summary>The word of an outcome.</summary>
    public static string Of(IceOutcome outcome) => outcome switch
    {
        IceOutcome.OfferedOnly => "offered_only",
        IceOutcome.Running => "running",
        IceOutcome.Completed => "completed",
        IceOutcome.Failed => "failed",
        IceOutcome.Mismatch => "mismatch",
        _ => "none",
    };

    /// <summary>The word of a pair's state.</summary>
    public static string Of(PairState state) => state switch
    {
        PairState.InProgress or PairState.PassedOn => "in_progress",
        PairState.Succeeded => "succeeded",
        PairState.Failed => "failed",
        _ => "unseen",
    };

    /// <summary>The word for what the passwords say.</summary>
    public static string Of(CheckIntegrity integrity) => integrity switch
    {
        CheckIntegrity.Ok => "ok",
        CheckIntegrity.Bad => "bad",
        CheckIntegrity.Absent => "absent",
        _ => "no_key",
    };

    /// <summary>The word for a side; null where nobody knows.</summary>
    public static string? Of(IceSide? side) => side switch
    {
        IceSide.Offerer => "offerer",
        IceSide.Answerer => "answerer",
        _ => null,
    };

    /// <summary>The word for what a NAT depends on.</summary>
    public static string Of(NatDependence dependence) => dependence switch
    {
        NatDependence.None => "none",
        NatDependence.EndpointIndependent => "endpoint-independent",
        NatDependence.AddressDependent => "address-dependent",
        NatDependence.AddressAndPortDependent => "address-and-port-dependent",
        _ => "unknown",
    };

    /// <summary>The word of an allocation's state.</summary>
    public static string Of(TurnState state) => state.ToString().ToLowerInvariant();

    /// <summary>What went wrong with an allocation, in a few words; null where nothing did.</summary>
    public static string? ErrorOf(TurnAllocation allocation)
    {
        if (allocation.Errors.Count == 0) return null;
        var last = allocation.Errors[^1];
        var why = last.Code == 401 && last.HadCredentials ? " with credentials: they are wrong"
            : last.Code == 403 ? ": the peer is not allowed" : "";
        return $"{last.Method} {last.Code}{why}" + (allocation.Errors.Count > 1 ? $" ({allocation.Errors.Count} errors)" : "");
    }

    /// <summary>The word for a component.</summary>
    public static string ComponentOf(int component) => component switch
    {
        1 => "RTP",
        2 => "RTCP",
        _ => $"component {component}",
    };
}
