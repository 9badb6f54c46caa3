using System.Text.Json;
using SipTrace.Correlation.Ice;
using SipTrace.Output;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Commands;

/// <summary>ICE sessions, TURN allocations and NATs as JSON.</summary>
internal sealed class IceRows(Reading reading)
{
    /// <summary>One session.</summary>
    public void Write(Utf8JsonWriter json, IceSession session)
    {
        Write(json, "call", Cell.Of(session.Call?.Number));
        Write(json, "dialog", Cell.Of(session.DialogTag.Length == 0 ? null : session.DialogTag));
        Write(json, "media", Cell.Of(session.MediaIndex));
        Write(json, "mid", Cell.Of(session.Mid.Length == 0 ? null : session.Mid));
        Write(json, "offer", session.Offerer);
        Write(json, "answer", session.Answerer);
        json.WriteNumber("generation", session.Generation);
        Write(json, "controlling", Cell.Of(IceWords.Of(session.Controlling)));
        json.WriteStartArray("pairs");
        foreach (var pair in session.Pairs) Write(json, pair);
        json.WriteEndArray();
        json.WriteStartArray("selected");
        foreach (var pair in session.Selected) Write(json, pair, session.Started);
        json.WriteEndArray();
        Write(json, "media_followed_selection", Cell.Of(session.MediaFollowedSelection));
        json.WriteStartObject("default_is_candidate");
        Write(json, "offer", Cell.Of(session.Offerer.IsDefaultCandidate));
        Write(json, "answer", Cell.Of(session.Answerer?.IsDefaultCandidate));
        json.WriteEndObject();
        json.WriteString("outcome", IceWords.Of(session.Outcome));
        json.WriteStartObject("timings_ms");
        Write(json, "offer_to_first_check", Since(session, session.FirstCheck));
        Write(json, "to_first_success", Since(session, session.FirstSuccess));
        Write(json, "to_nomination", Since(session, session.Nominated));
        Write(json, "to_first_rtp", Since(session, session.FirstRtp));
        json.WriteEndObject();
        Write(json, "nomination", Cell.Of(session.Nomination == NominationStyle.None ? null : session.Nomination.ToString().ToLowerInvariant()));
        json.WriteNumber("role_conflicts", session.RoleConflicts);
        json.WriteNumber("consent_checks", session.ConsentChecks);
        json.WriteBoolean("consent_expired", session.HasConsentExpired);
        json.WriteNumber("keepalives", session.KeepAlives);
    }

    /// <summary>One allocation.</summary>
    public void Write(Utf8JsonWriter json, TurnAllocation allocation)
    {
        Write(json, "client", Address(allocation.Client));
        Write(json, "server", Address(allocation.Server));
        Write(json, "relayed", Address(allocation.Relayed));
        Write(json, "mapped", Address(allocation.Mapped));
        Write(json, "username", Cell.Of(allocation.Username));
        Write(json, "state", Cell.Of(IceWords.Of(allocation.StateAt(reading.Trace.Statistics.Last ?? default))));
        Write(json, "lifetime_s", Cell.Of(allocation.LifetimeSeconds));
        json.WriteStartArray("permissions");
        foreach (var permission in allocation.Permissions)
        {
            json.WriteStartObject();
            Write(json, "peer", Cell.Of(permission.Peer.AddressText()));
            json.WriteBoolean("granted", permission.IsGranted);
            Write(json, "error", Cell.Of(permission.ErrorCode == 0 ? null : permission.ErrorCode));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("channels");
        foreach (var channel in allocation.Channels)
        {
            json.WriteStartObject();
            json.WriteString("number", $"0x{channel.Number:x4}");
            Write(json, "peer", Address(channel.Peer));
            json.WriteBoolean("bound", channel.IsBound);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("bytes_up", allocation.BytesUp);
        json.WriteNumber("bytes_down", allocation.BytesDown);
        Write(json, "error", Cell.Of(IceWords.ErrorOf(allocation)));
        Write(json, "transport", Cell.Of(allocation.IsTcp ? "tcp" : "udp"));
        Write(json, "realm", Cell.Of(allocation.Realm));
        json.WriteNumber("challenges", allocation.Challenges);
        json.WriteNumber("refreshes", allocation.Refreshes);
        Write(json, "point", Cell.Of(reading.PointName(allocation.Point)));
        json.WriteNumber("first_frame", allocation.FirstFrame);
    }

    /// <summary>One NAT.</summary>
    public static void Write(Utf8JsonWriter json, NatBehaviour nat)
    {
        Write(json, "host", Cell.Of(nat.Host.AddressText()));
        Write(json, "public", Cell.Of(nat.Public.AddressText()));
        Write(json, "mapping", Cell.Of(IceWords.Of(nat.Mapping)));
        Write(json, "filtering", Cell.Of(nat.Mapping == NatDependence.None ? "none" : IceWords.Of(nat.Filtering)));
        Write(json, "hairpin", Cell.Of(nat.Hairpin));
        Write(json, "port_preserved", Cell.Of(nat.IsPortPreserved));
        Write(json, "idle_timeout_s", Cell.Of(nat.IdleTimeoutSeconds, 1));
        Write(json, "classic", Cell.Of(nat.Classic));
        Write(json, "evidence", Cell.Of(string.Join("; ", nat.Evidence)));
    }

    private void Write(Utf8JsonWriter json, CandidatePair pair)
    {
        json.WriteStartObject();
        json.WriteNumber("component", pair.Component);
        Write(json, "from", Address(pair.From));
        Write(json, "from_type", Cell.Of(pair.FromType));
        Write(json, "to", Address(pair.To));
        Write(json, "to_type", Cell.Of(pair.ToType));
        if (pair.Priority is { } priority) json.WriteNumber("priority", priority);
        else json.WriteNull("priority");
        json.WriteString("state", IceWords.Of(pair.State));
        Write(json, "reason", Cell.Of(pair.Reason));
        json.WriteNumber("checks", pair.Checks);
        json.WriteNumber("responses", pair.Responses);
        json.WriteNumber("retransmissions", pair.Retransmissions);
        Write(json, "rtt_ms", Cell.Of(pair.RoundTrip?.TotalMilliseconds, 3));
        json.WriteBoolean("nominated", pair.IsNominated);
        Write(json, "integrity", Cell.Of(pair.Point < 0 ? null : IceWords.Of(pair.Integrity)));
        Write(json, "mapped", Address(pair.Mapped));
        Write(json, "point", Cell.Of(pair.Point < 0 ? null : reading.PointName(pair.Point)));
        Write(json, "via_turn", Address(pair.Relay));
        Write(json, "first_frame", Cell.Of(pair.FirstFrame == 0 ? null : pair.FirstFrame));
        Write(json, "file", Cell.Of(pair.Point < 0 ? null : reading.FileName(pair.File)));
        Write(json, "integrity_note", Cell.Of(pair.IntegrityNote));
        json.WriteBoolean("triggered", pair.IsTriggered);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SelectedPair pair, Timestamp offer)
    {
        json.WriteStartObject();
        json.WriteNumber("component", pair.Component);
        Write(json, "offerer", Address(pair.Offerer));
        Write(json, "answerer", Address(pair.Answerer));
        Write(json, "offerer_type", Cell.Of(pair.OffererType));
        Write(json, "answerer_type", Cell.Of(pair.AnswererType));
        Write(json, "nominated_at_ms", Cell.Of((pair.NominatedAt - offer).TotalMilliseconds, 3));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IceAgent? agent)
    {
        json.WritePropertyName(name);
        if (agent is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        Write(json, "ufrag", Cell.Of(agent.Ufrag));
        json.WriteBoolean("lite", agent.IsLite);
        json.WriteBoolean("trickle", agent.Trickles);
        Write(json, "default", Cell.Of(agent.DefaultText));
        json.WriteStartArray("candidates");
        foreach (var candidate in agent.Candidates) Write(json, candidate);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SdpCandidate candidate)
    {
        json.WriteStartObject();
        Write(json, "foundation", Cell.Of(candidate.Foundation));
        json.WriteNumber("component", candidate.Component);
        Write(json, "transport", Cell.Of(candidate.Transport.ToLowerInvariant()));
        json.WriteNumber("priority", candidate.Priority);
        Write(json, "address", Cell.Of(TextOf(candidate.Address, candidate.Port)));
        Write(json, "type", Cell.Of(candidate.TypeText));
        Write(json, "related", Cell.Of(candidate.RelatedAddress is { } related ? TextOf(related, candidate.RelatedPort ?? 0) : null));
        json.WriteBoolean("mdns", candidate.Address.IsMdns);
        json.WriteEndObject();
    }

    /// <summary>An address of SDP with its port.</summary>
    public static string TextOf(SdpAddress address, int port) =>
        address.IsLiteral ? address.Endpoint.WithPort((ushort)port).ToString() : $"{address.Text}:{port}";

    private static Cell Since(IceSession session, Timestamp? time) => Cell.Of(time is { } at ? (at - session.Started).TotalMilliseconds : null, 3);

    private static Cell Address(Endpoint endpoint) => endpoint.IsNone ? default : Cell.Of(endpoint.ToString());

    private static void Write(Utf8JsonWriter json, string name, Cell value)
    {
        json.WritePropertyName(name);
        value.WriteTo(json);
    }
}
