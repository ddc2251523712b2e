#!/bin/sh
# Prints the folder of a Rust toolchain that can build the peers (1.94 or newer, for s2-kit). Without one, and as root
# on Debian, installs rustc-web and cargo-web; Debian's plain cargo is too old.
set -eu

need=94

suits() {
  [ -x "$1/cargo" ] && [ -x "$1/rustc" ] || return 1
  minor=$("$1/rustc" --version 2>/dev/null | sed -n 's/^rustc 1\.\([0-9]*\).*/\1/p')
  [ "${minor:-0}" -ge "$need" ]
}

find_one() {
  on_path=$(command -v cargo || true)
  for folder in ${on_path:+"$(dirname "$on_path")"} "${CARGO_HOME:-${HOME:-}/.cargo}/bin" \
    "${RUSTUP_HOME:-${HOME:-}/.rustup}"/toolchains/*/bin /usr/local/bin /usr/bin; do
    if suits "$folder"; then
      echo "$folder"
      return 0
    fi
  done
  return 1
}

find_one && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "no Rust 1.$need or newer here; installing Debian's rustc-web and cargo-web" >&2
  { apt-get update && apt-get install -y --no-install-recommends rustc-web cargo-web; } >&2 || true
  find_one && exit 0
fi
echo "The peers need Rust 1.$need or newer, and none is to be had here: not on PATH, not from rustup, and Debian's" >&2
echo "rustc-web and cargo-web could not be installed. Install one of them and run this again." >&2
exit 1
