#!/bin/sh
# The settings of t-toolchain.sh, with the first release that switches and with
# each older one as well.
# A long test: ./dev long.
# shellcheck disable=SC1091,SC2154 # srcdir comes from tests/run
ALL=all
. "$srcdir/tests/traces/t-toolchain.sh"
