#!/bin/sh
# The plan of t-crash.sh, killed at each call that changes something.
# A long test: ./dev long.
# shellcheck disable=SC1091,SC2034,SC2154 # srcdir comes from tests/run
CRASH=each
. "$srcdir/tests/apply/t-crash.sh"
