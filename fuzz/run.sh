#!/bin/bash
# Runs fuzzers for a bounded time each, on their seeds and on fuzz/corpus/<target>.
#
#   fuzz/run.sh build/fuzz/fuzz 60               every fuzzer for 60 seconds
#   fuzz/run.sh build/fuzz/fuzz 600 decode time  some of them, longer
#
# What they learn stays in build/fuzz/fuzz/found/<target>; an input that fails is kept in build/fuzz/fuzz/crashes.
set -euo pipefail

bin=${1:?where the fuzzers were built}
seconds=${2:-60}
shift $(($# < 2 ? $# : 2))
here=$(cd "$(dirname "$0")" && pwd)

names=("$@")
if [ ${#names[@]} -eq 0 ]; then
  for program in "$bin"/fuzz_*; do
    [ -x "$program" ] && [ -f "$program" ] && names+=("${program##*/fuzz_}")
  done
fi

mkdir -p "$bin/crashes"
for name in "${names[@]}"; do
  found="$bin/found/$name"
  log="$bin/$name.log"
  mkdir -p "$found" "$bin/seeds/$name"
  corpora=("$found" "$bin/seeds/$name")
  [ -d "$here/corpus/$name" ] && corpora+=("$here/corpus/$name")
  longest=4096
  [ "$name" = conversation ] && longest=32768  # descriptions are long, and several messages make a conversation
  [ "$name" = http ] && longest=16384  # a header beyond its bound
  if ! "$bin/fuzz_$name" -max_total_time="$seconds" -max_len="$longest" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
      -dict="$bin/seeds/s2.dict" -artifact_prefix="$bin/crashes/$name-" "${corpora[@]}" >"$log" 2>&1; then
    printf '  %-16s FAILED\n' "$name"
    tail -n 40 "$log"
    echo "fuzz: $name failed; the input is in $bin/crashes, run it with: $bin/fuzz_$name FILE" >&2
    exit 1
  fi
  # In one go, since several of these may run at the same time.
  awk -v name="$name" '/stat::number_of_executed_units/ { printf "  %-16s %s inputs, nothing found\n", name, $2 }' "$log"
done
