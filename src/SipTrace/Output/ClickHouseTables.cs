namespace SipTrace.Output;

/// <summary>Tables for ClickHouse that take the NDJSON of <c>calls</c>, <c>rtp</c>, <c>ice</c> and <c>lint</c> as it is.</summary>
/// <remarks>Addresses are columns of type IPv6 of their own (IPv4 mapped), computed from the <c>ip:port</c> of the JSON.</remarks>
internal static class ClickHouseTables
{
    private const string Address = @"toIPv6OrDefault(replaceRegexpOne(ifNull({0}, ''), '^\\[?(.*?)\\]?:[0-9]+$', '\\1'))";

    /// <summary>The statements.</summary>
    public static string Text { get; } = $"""
        -- Load with: siptrace calls FILE --format ndjson | clickhouse client -q "INSERT INTO siptrace.calls FORMAT JSONEachRow"
        -- and so rtp into streams, ice into ice (grep '"type":"ice"'), lint into findings. These settings go with it:
        --   --input_format_skip_unknown_fields=1 --date_time_input_format=best_effort --input_format_null_as_default=1
        CREATE DATABASE IF NOT EXISTS siptrace;

        CREATE TABLE IF NOT EXISTS siptrace.calls
        (
            number UInt32, call_id String, method LowCardinality(String), state LowCardinality(String),
            `from` Tuple(display String, uri String, tag Nullable(String)), `to` Tuple(display String, uri String, tag Nullable(String)),
            request_uri String, source String, destination String, transport LowCardinality(String), via_hep Bool,
            started DateTime64(9, 'UTC'), ended Nullable(DateTime64(9, 'UTC')), duration_s Nullable(Float64),
            setup_ms Nullable(Float64), answer_ms Nullable(Float64), messages UInt32, retransmissions UInt32, copies UInt32,
            final_status Nullable(UInt16), reason Nullable(String), ended_by LowCardinality(Nullable(String)),
            dialogs Array(Tuple(local_tag String, remote_tag String, state LowCardinality(String))),
            related Array(Tuple(call UInt32, why String)), user_agents Array(LowCardinality(String)), first_frame UInt32,
            codecs Array(LowCardinality(String)), ice LowCardinality(String), streams UInt32, mos_min Nullable(Float32),
            findings Tuple(error UInt32, warning UInt32, info UInt32),
            diagnosis Tuple(id Nullable(String), name Nullable(String), text Nullable(String), confidence Nullable(String)),
            source_ip IPv6 MATERIALIZED {string.Format(null, Address, "source")},
            destination_ip IPv6 MATERIALIZED {string.Format(null, Address, "destination")}
        )
        ENGINE = MergeTree PARTITION BY toYYYYMMDD(started) ORDER BY (started, call_id);

        CREATE TABLE IF NOT EXISTS siptrace.streams
        (
            call Nullable(UInt32), belongs_by LowCardinality(Nullable(String)), point LowCardinality(String), ssrc String,
            source String, destination String, via_turn Nullable(String), announced Bool, direction LowCardinality(Nullable(String)),
            codecs Array(Tuple(pt UInt8, name Nullable(String), clock_hz Nullable(UInt32), packets UInt64)),
            packets UInt64, expected UInt64, lost UInt64, lost_pct Float32, duplicates UInt64, out_of_order UInt64, max_burst_lost UInt32,
            jitter_ms Tuple(mean Nullable(Float32), max Nullable(Float32)), max_delta_ms Nullable(Float32),
            started DateTime64(9, 'UTC'), duration_s Float64, first_frame UInt32, bytes UInt64,
            mos Tuple(value Nullable(Float32), model Nullable(String), ie Nullable(Float32), bpl Nullable(Float32)),
            dtmf String, encrypted LowCardinality(String), ssrc_changes UInt32, lost_is_upper_bound Bool,
            source_ip IPv6 MATERIALIZED {string.Format(null, Address, "source")},
            destination_ip IPv6 MATERIALIZED {string.Format(null, Address, "destination")}
        )
        ENGINE = MergeTree PARTITION BY toYYYYMMDD(started) ORDER BY (started, source, ssrc);

        CREATE TABLE IF NOT EXISTS siptrace.ice
        (
            call Nullable(UInt32), media Nullable(UInt16), mid Nullable(String), generation UInt16, controlling LowCardinality(Nullable(String)),
            selected Array(Tuple(component UInt8, offerer String, answerer String, offerer_type LowCardinality(Nullable(String)),
                answerer_type LowCardinality(Nullable(String)), nominated_at_ms Nullable(Float64))),
            media_followed_selection Nullable(Bool), outcome LowCardinality(String),
            timings_ms Tuple(offer_to_first_check Nullable(Float64), to_first_success Nullable(Float64), to_nomination Nullable(Float64),
                to_first_rtp Nullable(Float64))
        )
        ENGINE = MergeTree ORDER BY tuple();

        CREATE TABLE IF NOT EXISTS siptrace.findings
        (
            rule LowCardinality(String), name LowCardinality(String), severity LowCardinality(String), message String,
            source LowCardinality(String), file String, frame Nullable(UInt32), line Nullable(UInt32), column Nullable(UInt32),
            call Nullable(UInt32), call_id Nullable(String), evidence Array(Tuple(frame UInt32, what String)), fingerprint String
        )
        ENGINE = MergeTree ORDER BY (rule, fingerprint);

        """;
}
