#!/bin/sh
# The settings of t-goroot.sh, with older releases as well.
# A long test: ./dev long.
# shellcheck disable=SC1091,SC2154 # srcdir comes from tests/run
ALL=all
. "$srcdir/tests/traces/t-goroot.sh"
