#!/bin/bash
# Runs every benchmark and prints its table.
#
#   bench/run.sh build/bench/bench            measure
#   bench/run.sh build/bench/bench --smoke    only see that each one runs
#
# Further options go to Google Benchmark, e.g. --benchmark_filter=status.
set -euo pipefail

bin=${1:?where the benchmarks were built}
shift
options=()
smoke=
for option in "$@"; do
  [ "$option" != --smoke ] || smoke=--smoke
  [ "$option" = --smoke ] && option=--benchmark_min_time=0.001
  options+=("$option")
done

for program in "$bin"/bench_*; do
  [ -f "$program" ] && [ -x "$program" ] || continue
  echo "${program##*/}"
  # What Google Benchmark says about the machine goes to the error output; the table is what counts here.
  if ! "$program" --benchmark_counters_tabular=true "${options[@]}" >"$program.txt" 2>"$program.err"; then
    cat "$program.txt" "$program.err" >&2
    exit 1
  fi
  grep -v '^-*$' "$program.txt" | sed 's/^/  /'
  if grep -q 'ERROR OCCURRED' "$program.txt"; then exit 1; fi
done

# These take minutes when they measure: `make bench-transport`, `make bench-connect`.
if [ -n "$smoke" ] && [ -d "$bin/transport" ]; then
  "$(dirname "$0")/transport/run.sh" "$(cd "$bin" && pwd)/transport" --smoke
  "$(dirname "$0")/connect/run.sh" "$(cd "$bin" && pwd)/connect" --smoke
fi
