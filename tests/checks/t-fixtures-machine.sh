#!/bin/sh
# The fixture cases that make a machine of their own: mounts, limits, cgroups.
# A long test: ./dev long.
# shellcheck disable=SC1091,SC2154 # srcdir comes from tests/run
PART=machine ALL_RELEASES=yes
. "$srcdir/tests/checks/t-fixtures.sh"
