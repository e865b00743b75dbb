#!/bin/sh
# The rc files of t-shells.sh in every kind of shell.
# A long test: ./dev long.
# shellcheck disable=SC1091,SC2154 # srcdir comes from tests/run
ALL=all
. "$srcdir/tests/probe/t-shells.sh"
