#!/bin/sh
# Installs the Debian packages of packages.txt that are missing.
#
#   scripts/install-packages.sh build         what make, make demo and make test need
#   scripts/install-packages.sh build check   and what .ci/run needs
#
# When nothing is missing it does nothing and needs neither network nor rights.
set -eu

list="$(dirname "$0")/packages.txt"
[ $# -gt 0 ] || set -- build

wanted=""
for group in "$@"; do
  found=$(awk -v group="$group" '$1 == group { print $2 }' "$list")
  [ -n "$found" ] || { echo "install-packages: packages.txt has no group '$group'" >&2; exit 2; }
  wanted="$wanted $found"
done

# On anything but Debian and its children we cannot look; CMake will say what it misses.
command -v dpkg-query >/dev/null || exit 0

missing=""
for package in $wanted; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
  as_root=""
elif command -v sudo >/dev/null; then
  as_root="sudo"
else
  echo "These Debian packages are missing; please have them installed:" >&2
  echo "  apt-get install --no-install-recommends$missing" >&2
  exit 1
fi

# The package index is fetched only when it does not know a package, or what it knows is gone from the mirror.
# shellcheck disable=SC2086  # words are meant to be split
known() { apt-cache show $missing >/dev/null 2>&1; }
# shellcheck disable=SC2086
install() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing; }

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Installing$missing"
if { known && install; } >"$log" 2>&1; then exit 0; fi
if { $as_root apt-get update -qq && install; } >"$log" 2>&1; then exit 0; fi
cat "$log" >&2
echo "install-packages: apt-get failed; the packages wanted are:$missing" >&2
exit 1
