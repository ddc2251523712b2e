#!/bin/sh
# Measures this library, bare simdjson and three peers on the same bytes: the table of docs/performance.md.
#
#   bench/peers/run.sh             measures
#   bench/peers/run.sh --check     only tries that everything runs, without the slow optimisation of the Rust peers
#   bench/peers/run.sh --rounds N  measures more or less often
set -eu

cd "$(dirname "$0")/../.."
peers=$PWD/build/interop/peers # shared with interop/run.sh
cargo_folder=$PWD/build/bench/peers-cargo

interop/peers/install-python.sh "$peers/venv"
PATH=$(interop/peers/find-rust.sh):$PATH
profile=release
[ "${1:-}" = --check ] && profile=quick
for package in measured-s2-kit measured-s2energy; do # one at a time, see rust/Cargo.toml
  CARGO_TARGET_DIR=$cargo_folder cargo build --quiet --profile "$profile" --locked \
    --manifest-path bench/peers/rust/Cargo.toml --package "$package"
done
log=$cargo_folder/build.log
cmake --preset bench >"$log" && cmake --build --preset bench --target s2_bench_child >>"$log" ||
  { cat "$log" >&2; exit 1; }

export PYTHONDONTWRITEBYTECODE=1
exec "$peers/venv/bin/python" bench/peers/driver.py "$@" build/bench/bench/peers/s2_bench_child \
  "$peers/venv/bin/python" "$cargo_folder/$profile"
