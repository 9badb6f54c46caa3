using System.Globalization;
using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Rtp;
using SipTrace.Correlation.Sip;

namespace SipTrace.Lint.Diagnoses;

/// <summary>The line of a call of which nothing is wrong to be said.</summary>
internal static class Health
{
    /// <summary>Whether media is seen to flow both ways, or silence is agreed.</summary>
    public static bool IsSeen(Symptoms seen) => IsBothWays(seen) || (seen.Seen.MediaPoints.Any() && seen.Streams.Count > 0
        && seen.Streams.All(stream => !stream.IsTwoWayNow));

    /// <summary>All in one line.</summary>
    public static string LineOf(Symptoms seen, bool isHealthy)
    {
        var call = seen.Call;
        if (!call.IsInvite) return $"{call.Method}: {(call.FinalStatus is { } status ? $"answered {status}" : "no final answer seen")}";
        if (call.Answered is null) return Unanswered(call);
        if (!isHealthy) return $"answered{Lasting(call)}; media "
            + $"{(seen.Seen.MediaPoints.Any() ? "seen one way or not at all" : "not seen")} here";
        var codecs = call.Codecs.Count > 0 ? ", " + string.Join(" ", call.Codecs) : "";
        return $"ok: {PathOf(seen)}{codecs}{LossOf(seen)}{ScoreOf(seen)}{Lasting(call)}";
    }

    private static string Unanswered(Call call) => call.State switch
    {
        CallState.Busy => $"busy ({call.FinalStatus})",
        CallState.Cancelled => "cancelled before it was answered",
        CallState.Diverted => $"sent elsewhere ({call.FinalStatus})",
        CallState.CallSetup => "not answered within the capture",
        CallState.Rejected or CallState.Failed => $"not accepted: {call.FinalStatus} {call.Reason}".TrimEnd(),
        _ => "its beginning was not captured; media " + (call.FinalStatus is null ? "as seen" : "unknown"),
    };

    private static bool IsBothWays(Symptoms seen)
    {
        var senders = seen.Seen.Flows.Where(flow => flow.IsDelivered && flow.Ends.SenderTag.Length > 0).Select(flow
            => flow.Ends.SenderTag).Distinct().Count();
        return senders >= 2 || seen.Seen.FaxStreams.Select(stream => stream.Source).Distinct().Count() >= 2;
    }

    private static string PathOf(Symptoms seen)
    {
        foreach (var session in seen.Linted.IceSessions)
        {
            if (session.Selected.FirstOrDefault(pair => pair.Component == 1) is not { } pair) continue;
            return $"{WordsOf(pair)} by ICE{TimeOf(session)}";
        }
        if (seen.Seen.Flows.FirstOrDefault(flow => flow.Stream.Key.Relay > 0) is { } relayed)
            return $"via TURN relay {seen.Linted.Trace.Relays[relayed.Stream.Key.Relay].AddressText()}";
        if (seen.Seen.Flows.FirstOrDefault(flow => flow.IsDelivered) is not { } flow) return "silence as agreed";
        return $"{(seen.Has("HOP002") ? "via relay" : "direct")} {flow.Source} - {flow.Destination}";
    }

    private static string WordsOf(SelectedPair pair) => $"{pair.OffererType} {pair.Offerer} - {pair.AnswererType} {pair.Answerer}";

    private static string TimeOf(IceSession session) =>
        session is { Nominated: { } nominated, FirstCheck: { } first } ? $" in {Symptoms.Seconds(nominated - first)} s" : "";

    private static string LossOf(Symptoms seen)
    {
        var losses = Streams(seen).Select(stream => stream.LossPercent.ToString("0.0", CultureInfo.InvariantCulture)).Take(2).ToArray();
        return losses.Length > 0 ? $", loss {string.Join("/", losses)} %" : "";
    }

    private static string ScoreOf(Symptoms seen) => Streams(seen).Select(stream => stream.Score?.Value).Min() is { } score
        ? string.Create(CultureInfo.InvariantCulture, $", MOS {score:0.0}") : "";

    private static IEnumerable<RtpStream> Streams(Symptoms seen) => seen.Seen.Flows.Where(flow => flow.IsDelivered)
        .GroupBy(flow => flow.Ends.SenderTag).Select(group => group.MaxBy(flow => flow.Stream.Unique)!.Stream);

    private static string Lasting(Call call) => call.Duration is { } time ? $", {Symptoms.Seconds(time)} s" : "";
}
