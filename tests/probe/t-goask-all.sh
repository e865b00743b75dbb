#!/bin/sh
# The questions of t-goask.sh to every release of go found here.
# A long test: ./dev long.
# shellcheck disable=SC1091,SC2154 # srcdir comes from tests/run
ALL=all
. "$srcdir/tests/probe/t-goask.sh"
