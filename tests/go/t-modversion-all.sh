#!/bin/sh
# The revisions of t-modversion.sh, all of them, with every release found here.
# A long test: ./dev long.
# shellcheck disable=SC1091,SC2154 # srcdir comes from tests/run
ALL=all
. "$srcdir/tests/go/t-modversion.sh"
