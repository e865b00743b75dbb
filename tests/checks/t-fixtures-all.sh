#!/bin/sh
# The fixture cases that are too long for ./dev test, and all that ask several
# releases of go, with each of those.
# A long test: ./dev long.
# shellcheck disable=SC1091,SC2154 # srcdir comes from tests/run
PART=long ALL_RELEASES=yes
. "$srcdir/tests/checks/t-fixtures.sh"
