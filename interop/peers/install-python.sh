#!/bin/sh
# install-python.sh FOLDER: puts the Python peers into the virtual environment FOLDER, at the versions that
# requirements.txt pins. Does nothing when they are there.
set -eu

venv=$1
pinned=$(dirname "$0")/python/requirements.txt
cmp -s "$pinned" "$venv/installed.txt" && exit 0

python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  { echo "s2-python needs Python 3.11 or newer; this is $(python3 --version)" >&2; exit 1; }
mkdir -p "$(dirname "$venv")"
python3 -m venv --clear "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps -r "$pinned"
cp "$pinned" "$venv/installed.txt"
