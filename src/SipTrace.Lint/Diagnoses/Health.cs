using System.Globalization;
using SipTrace.Correlation.Evidence;
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
        var codecs = call.Codecs;
        var streams = StreamsOf(seen);
        return $"ok: {PathOf(seen)}{(codecs.Count > 0 ? ", " + string.Join(" ", codecs) : "")}{LossOf(streams)}{ScoreOf(streams)}"
            + Lasting(call);
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
        string? first = null;
        foreach (var flow in seen.Seen.Flows)
        {
            if (!flow.IsDelivered || flow.Ends.SenderTag.Length == 0) continue;
            first ??= flow.Ends.SenderTag;
            if (flow.Ends.SenderTag != first) return true;
        }
        var fax = seen.Seen.FaxStreams;
        return fax.Count >= 2 && fax.Any(stream => stream.Source != fax[0].Source);
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

    private static string LossOf(List<RtpStream> streams) => streams.Count switch
    {
        0 => "",
        1 => string.Create(CultureInfo.InvariantCulture, $", loss {streams[0].LossPercent:0.0} %"),
        _ => string.Create(CultureInfo.InvariantCulture, $", loss {streams[0].LossPercent:0.0}/{streams[1].LossPercent:0.0} %"),
    };

    private static string ScoreOf(List<RtpStream> streams) => streams.Min(stream => stream.Score?.Value) is { } score
        ? string.Create(CultureInfo.InvariantCulture, $", MOS {score:0.0}") : "";

    // The stream of most packets of each side.
    private static List<RtpStream> StreamsOf(Symptoms seen)
    {
        List<RtpFlow> flows = [];
        foreach (var flow in seen.Seen.Flows)
        {
            if (!flow.IsDelivered) continue;
            var known = IndexOf(flows, flow.Ends.SenderTag);
            if (known < 0) flows.Add(flow);
            else if (flow.Stream.Unique > flows[known].Stream.Unique) flows[known] = flow;
        }
        return flows.ConvertAll(flow => flow.Stream);
    }

    private static int IndexOf(List<RtpFlow> flows, string sender)
    {
        for (var i = 0; i < flows.Count; i++)
        {
            if (flows[i].Ends.SenderTag == sender) return i;
        }
        return -1;
    }

    private static string Lasting(Call call) => call.Duration is { } time ? $", {Symptoms.Seconds(time)} s" : "";
}
