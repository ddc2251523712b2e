#!/bin/sh
# S2 over WSS by the ten thousand: an echo on our transport, our energy manager, and both on s2-kit's.
#
#   bench/transport/run.sh FOLDER            measures the programs built in FOLDER, and s2-kit
#   bench/transport/run.sh FOLDER --smoke    only sees that ours run
set -eu

cd "$(dirname "$0")/../.."
folder=${1:?where the programs were built}
load=$folder/s2_transport_load
ours=$folder/s2_transport_server
if [ "${2:-}" = --smoke ]; then exec "$load" --smoke "echo:$ours" "cem:$ours"; fi

PATH=$(interop/peers/find-rust.sh):$PATH
export CARGO_TARGET_DIR="$PWD/build/bench/peers-cargo" # shared with bench/peers/run.sh
cargo build --quiet --release --locked --manifest-path bench/peers/rust/Cargo.toml --package served-s2-kit
theirs=$CARGO_TARGET_DIR/release/served-s2-kit

echo "CPU a message: four servers in turns, 4 000 sessions each"
"$load" --sessions 4000 --per-second 4000 --seconds 2 --rounds 8 "echo:$ours" "cem:$ours" "echo:$theirs" "cem:$theirs"
for server in "echo:$ours" "cem:$ours" "echo:$theirs" "cem:$theirs"; do
  echo "10 000 sessions alone"
  "$load" "$server"
done
