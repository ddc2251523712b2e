#!/bin/sh
# Plays the nine deployments with what was built in a folder (see run.py); logs go to its folder deployments.
#
#   tests/deployments/run.sh build/release [--write]
set -eu

build=$1
shift
exec /usr/bin/python3 -B "$(dirname "$0")/run.py" "$build/tests/deployments/s2_deployment_node" "$build/deployments" "$@"
