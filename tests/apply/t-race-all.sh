#!/bin/sh
# More rounds of t-race.sh.
# A long test: ./dev long.
# shellcheck disable=SC1091,SC2034,SC2154 # srcdir comes from tests/run
RACE_ROUNDS=60
. "$srcdir/tests/apply/t-race.sh"
