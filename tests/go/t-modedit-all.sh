#!/bin/sh
# More generated files than t-modedit.sh has.
# A long test: ./dev long.
# shellcheck disable=SC1091,SC2154 # srcdir comes from tests/run
ALL=all MODEDIT_FILES=160
. "$srcdir/tests/go/t-modedit.sh"
