#!/bin/sh
# The fixture cases that ask more than two releases of go, with each of those,
# and those that are too long for ./dev test.
# A long test: ./dev long.
# shellcheck disable=SC1091,SC2154 # srcdir comes from tests/run
PART=all ALL_RELEASES=yes
. "$srcdir/tests/checks/t-fixtures.sh"
