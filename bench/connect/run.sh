#!/bin/sh
# S2 Connect by the thousand: latency, pairing, five thousand devices at once, a hundred thousand pairings.
#
#   bench/connect/run.sh FOLDER            measures the programs built in FOLDER
#   bench/connect/run.sh FOLDER --smoke    only sees that they run
set -eu

folder=${1:?where the programs were built}
load=$folder/s2_connect_load
server=$folder/s2_connect_server

if [ "${2:-}" = --smoke ]; then
  "$load" latency "$server" --seconds 1 --per-second 200
  "$load" pairing "$server" --count 1
  "$load" storm "$server" --count 20 --threads 1
  "$load" crowd "$server" --count 200
  exit
fi

echo "load of the machine: $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) processors"
echo "messages through a session, both ways"
"$load" latency "$server"
echo "pairing"
"$load" pairing "$server"
echo "a hundred thousand pairings"
"$load" crowd "$server"
echo "five thousand devices, paired, at once"
"$load" storm "$server"
echo "the same, with a thread beside the one that decides"
"$load" storm "$server" --threads 1
