#!/bin/sh
# The script of t-snapshot-script.sh in every shell, beside every release of go.
# A long test: ./dev long.
# shellcheck disable=SC1091,SC2154 # srcdir comes from tests/run
ALL=all
. "$srcdir/tests/probe/t-snapshot-script.sh"
