#!/bin/sh
# One energy manager and a device of every control type: ends well when all did as they were told.
#
#   run_all.sh FOLDER_OF_THE_PROGRAMS
set -eu
programs=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
url=unix:$folder/s2

"$programs/energy_manager" "$url" 5 &
manager=$!
devices=
for device in pebc_roof ppbc_dishwasher ombc_boiler frbc_battery ddbc_heat_pump; do
  "$programs/$device" "$url" &
  devices="$devices $!"
done
wait "$manager"
for device in $devices; do kill "$device"; done
for device in $devices; do wait "$device"; done
