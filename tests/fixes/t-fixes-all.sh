#!/bin/sh
# The cases of tests/fixes/ID/ that are too long for ./dev test, and those that
# name several releases of go, with each of them.
# A long test: ./dev long.
# shellcheck disable=SC1091,SC2154 # srcdir comes from tests/run
PART=long MODE=plan ALL_RELEASES=yes
. "$srcdir/tests/fixes/t-fixes.sh"
