#!/bin/sh
# All real locks, where t-legacylock.sh has each eighth.
# A long test: ./dev long.
# shellcheck disable=SC1091,SC2154 # srcdir comes from tests/run
ALL=all
. "$srcdir/tests/go/t-legacylock.sh"
