#!/bin/sh
# A battery pairs with an energy manager that it never met, and does as it is told.
#
#   run_connected.sh FOLDER_OF_THE_PROGRAMS
set -eu
programs=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$programs/connected_cem" "$folder/cem.db" 1 >"$folder/cem.log" &
manager=$!
until grep -q '^pair with ' "$folder/cem.log"; do sleep 0.1; done
where=$(sed -n 's/^pair with //p' "$folder/cem.log")
# shellcheck disable=SC2086  # a URL and a code
"$programs/connected_battery" "$folder/battery.db" $where &
battery=$!
wait "$manager"
cat "$folder/cem.log"
kill "$battery"
wait "$battery"
