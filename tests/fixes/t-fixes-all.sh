#!/bin/sh
# The cases of tests/fixes/ID/ that are too long for ./dev test.
# A long test: ./dev long.
# shellcheck disable=SC1091,SC2154 # srcdir comes from tests/run
PART=all MODE=plan
. "$srcdir/tests/fixes/t-fixes.sh"
