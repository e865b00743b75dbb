#!/bin/sh
# The places of t-migrate.sh where migrate-to-module is cut off, all of them, and
# its project of many packages.
# A long test: ./dev long.
# shellcheck disable=SC1091,SC2154 # srcdir comes from tests/run
ALL=all
. "$srcdir/tests/cli/t-migrate.sh"
