#!/bin/sh
# Measures `s2 validate` on a recording of 1 GB: processor time a byte against decoding from memory, and peak memory.
#
#   bench/validate/run.sh            makes the recording in a temporary folder, which needs 1.1 GB, and removes it
#   bench/validate/run.sh 100        with 100 MB
set -eu

cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
log=$folder/build.log
{
  cmake --preset release && cmake --build --preset release --target product &&
    cmake --preset bench && cmake --build --preset bench --target s2_decode_all
} >"$log" 2>&1 || { cat "$log" >&2; exit 1; }

/usr/bin/python3 -B bench/validate/measure.py build/release/s2 build/bench/bench/validate/s2_decode_all \
  "$folder" "$@"
