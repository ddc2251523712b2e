#!/bin/sh
# install.sh FOLDER: puts the Python peers into FOLDER/venv and builds the Rust peers in FOLDER/cargo, at the versions
# that requirements.txt and Cargo.lock pin. What is there already is not fetched again.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
folder=$1
mkdir -p "$folder"

pinned=$here/python/requirements.txt
if ! cmp -s "$pinned" "$folder/venv/installed.txt"; then
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    { echo "s2-python needs Python 3.11 or newer; this is $(python3 --version)" >&2; exit 1; }
  python3 -m venv --clear "$folder/venv"
  "$folder/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps -r "$pinned"
  cp "$pinned" "$folder/venv/installed.txt"
fi

PATH=$("$here/find-rust.sh"):$PATH
export PATH CARGO_TARGET_DIR="$folder/cargo"
cargo build --quiet --release --locked --manifest-path "$here/rust/Cargo.toml"
