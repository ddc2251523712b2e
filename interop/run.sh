#!/bin/sh
# Installs the peers, builds our side, lets them read one another's messages, talk and pair. See README.md.
# With --write it renews docs/reference/interop.md.
# Ends with 75 when the peers cannot be fetched, which says nothing about them or us.
set -eu

cd "$(dirname "$0")/.."
peers=$PWD/build/interop/peers

unreachable() {
  echo "interop: the peers cannot be fetched" >&2
  exit 75
}

interop/peers/install-python.sh "$peers/venv" || unreachable
rust=$(interop/peers/find-rust.sh) || unreachable
PATH=$rust:$PATH
cargo fetch --quiet --locked --manifest-path interop/peers/rust/Cargo.toml || unreachable
for package in adapter-s2-kit adapter-s2energy; do # one at a time, see rust/Cargo.toml
  CARGO_TARGET_DIR=$peers/cargo cargo build --quiet --release --locked --manifest-path interop/peers/rust/Cargo.toml \
    --package "$package"
done
cmake --preset interop >"$peers/configure.log" || { cat "$peers/configure.log" >&2; exit 1; }
cmake --build --preset interop --target s2_interop_ours s2_interop_session s2_interop_pairing s2 >"$peers/build.log" ||
  { cat "$peers/build.log" >&2; exit 1; }

export PYTHONDONTWRITEBYTECODE=1
ours=build/interop/interop
exec "$peers/venv/bin/python" interop/driver.py $ours/s2_interop_ours $ours/s2_interop_session \
  $ours/s2_interop_pairing build/interop/s2 "$peers/venv/bin/python" "$peers/cargo/release" build/interop/sessions "$@"
