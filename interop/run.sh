#!/bin/sh
# Installs the peers, builds our side and lets them read one another's messages. See README.md.
set -eu

source=$(cd "$(dirname "$0")/.." && pwd)
peers=$source/build/interop/peers

"$source/interop/peers/install.sh" "$peers"
cd "$source"
cmake --preset interop >"$peers/configure.log" || { cat "$peers/configure.log" >&2; exit 1; }
cmake --build --preset interop --target s2_interop_ours >"$peers/build.log" || { cat "$peers/build.log" >&2; exit 1; }
PYTHONDONTWRITEBYTECODE=1 exec "$peers/venv/bin/python" interop/driver.py build/interop/interop/s2_interop_ours "$peers/venv/bin/python" \
  "$peers/cargo/release/s2-interop-peers"
