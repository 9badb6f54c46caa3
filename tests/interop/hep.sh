#!/usr/bin/env bash
# HEP with sngrep and Kamailio, both ways, on the loopback device of a network namespace of its own.
# Needs root, and the Debian packages sngrep, kamailio and tcpreplay. SIPTRACE is how to start the program.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
if [ -z "${IN_NAMESPACE:-}" ]; then
    for tool in sngrep kamailio tcpreplay unshare; do
        command -v "$tool" >/dev/null || { echo "hep.sh: $tool is missing: apt-get install sngrep kamailio tcpreplay"; exit 77; }
    done
    IN_NAMESPACE=1 exec unshare -n -- "$0" "$@"
fi
ip link set lo up
siptrace=${SIPTRACE:-dotnet $root/src/SipTrace/bin/Release/net10.0/siptrace.dll}
sample=$root/samples-pcap/plain-call-via-proxy.pcap
work=$(mktemp -d)
pids=()
finish() { for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; rm -rf "$work"; }
: >"$work/in-sngrep"
trap finish EXIT

failed() { echo "hep.sh: $*" >&2; cat "$work"/*.err >&2 || true; exit 1; }
wait_for() { for _ in $(seq 600); do if eval "$2"; then return; fi; sleep 0.1; done; failed "waited in vain for $1"; }
watch() { name=$1; shift; : >"$work/$name.err"; $siptrace watch "$@" --format ndjson >"$work/$name.json" 2>"$work/$name.err" & pids+=($!); wait_for "$name" "grep -q watching '$work/$name.err'"; }
ids() { grep -o '"call_id":"[^"]*"' "$1" | sort -u; }
$siptrace calls "$sample" --format ndjson --quiet >"$work/expected"
ids "$work/expected" >"$work/expected.ids"
all=$(wc -l <"$work/expected.ids")
replay() { tcpreplay -q -i lo --pps 200 "$sample" >"$work/replay.log" 2>&1 || failed "tcpreplay: $(cat "$work/replay.log")"; }
same() { ids "$1" >"$work/seen.ids"; diff "$work/expected.ids" "$work/seen.ids" >&2 || failed "$2: other calls"; echo "ok   $2"; }

# sngrep sends, siptrace receives. sngrep wants a terminal even when it draws nothing.
watch from-sngrep -L udp:127.0.0.1:9060
TERM=xterm script -qc "sngrep -q -N -d lo -H udp:127.0.0.1:9060 -R" /dev/null >"$work/sngrep.log" 2>&1 </dev/null & pids+=($!)
wait_for "sngrep on lo" "[ \$(wc -l </proc/net/packet) -gt 1 ]"
replay
wait_for "calls from sngrep" "[ \$(ids '$work/from-sngrep.json' | wc -l) -ge $all ]"
same "$work/from-sngrep.json" "sngrep -H to siptrace -L"
kill "${pids[@]}" 2>/dev/null || true; pids=(); sleep 0.5

# siptrace sends, sngrep receives and writes what it got.
TERM=xterm script -qc "sngrep -q -N -L udp:127.0.0.1:9061 -O $work/sngrep.pcap" /dev/null >"$work/sngrep.log" 2>&1 </dev/null & pids+=($!)
wait_for "sngrep -L" "grep -qi ':2365 ' /proc/net/udp"
watch to-sngrep -d lo -f 'not port 9061' -H udp:127.0.0.1:9061
replay
wait_for "calls in sngrep" "[ -s '$work/sngrep.pcap' ] 2>/dev/null && $siptrace calls '$work/sngrep.pcap' --format ndjson --quiet >'$work/in-sngrep' 2>/dev/null; [ \$(ids '$work/in-sngrep' | wc -l) -ge $all ]"
same "$work/in-sngrep" "siptrace -H to sngrep -L"
kill "${pids[@]}" 2>/dev/null || true; pids=(); sleep 0.5

# Kamailio's siptrace module sends, siptrace receives.
cat >"$work/sender.cfg" <<CFG
listen=udp:127.0.0.1:5060
mpath="/usr/lib/$(uname -m)-linux-gnu/kamailio/modules/"
loadmodule "tm.so"
loadmodule "sl.so"
loadmodule "pv.so"
loadmodule "siptrace.so"
modparam("siptrace", "duplicate_uri", "sip:127.0.0.1:9062")
modparam("siptrace", "hep_mode_on", 1)
modparam("siptrace", "hep_version", 3)
modparam("siptrace", "trace_to_database", 0)
modparam("siptrace", "trace_on", 1)
request_route { sip_trace(); sl_send_reply("200", "OK"); }
CFG
watch from-kamailio -L udp:127.0.0.1:9062
kamailio -f "$work/sender.cfg" -DD -E -m 64 -M 8 -n 1 -Y "$work" >"$work/kamailio.err" 2>&1 & pids+=($!)
wait_for "kamailio" "grep -qi ':13C4 ' /proc/net/udp"
options() { printf 'OPTIONS sip:127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bKinterop\r\nFrom: <sip:a@127.0.0.1>;tag=1\r\nTo: <sip:b@127.0.0.1>\r\nCall-ID: interop-1\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 9\r\nContent-Length: 0\r\n\r\n' | dd bs=4096 iflag=fullblock status=none >"/dev/udp/127.0.0.1/$1"; }
options 5060
wait_for "the call from kamailio" "grep -q interop-1 '$work/from-kamailio.json'"
echo "ok   kamailio siptrace to siptrace -L"
kill "${pids[@]}" 2>/dev/null || true; pids=(); sleep 1

# siptrace sends, Kamailio's sipcapture module receives and logs what it got.
mkdir -p "$work/db"
printf 'table_name(string) table_version(int)\nsip_capture:4\n' >"$work/db/version"
cat >"$work/receiver.cfg" <<CFG
listen=udp:127.0.0.1:9063
mpath="/usr/lib/$(uname -m)-linux-gnu/kamailio/modules/"
loadmodule "pv.so"
loadmodule "xlog.so"
loadmodule "db_text.so"
loadmodule "sipcapture.so"
modparam("sipcapture", "db_url", "text://$work/db")
modparam("sipcapture", "capture_on", 1)
modparam("sipcapture", "hep_capture_on", 1)
request_route { xlog("L_ALERT", "captured \"call_id\":\"\$ci\"\n"); drop; }
onreply_route { xlog("L_ALERT", "captured \"call_id\":\"\$ci\"\n"); drop; }
CFG
kamailio -f "$work/receiver.cfg" -DD -E -m 64 -M 8 -n 1 -Y "$work" >"$work/kamailio.err" 2>&1 & pids+=($!)
wait_for "kamailio's collector" "grep -qi ':2367 ' /proc/net/udp"
watch to-kamailio -d lo -f 'not port 9063' -H udp:127.0.0.1:9063
replay
wait_for "calls in kamailio" "[ \$(ids '$work/kamailio.err' | wc -l) -ge $all ]"
same "$work/kamailio.err" "siptrace -H to kamailio sipcapture"
