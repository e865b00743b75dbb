#!/bin/sh
# The folders of t-discover.sh, with every GIT_CEILING_DIRECTORIES.
# A long test: ./dev long.
# shellcheck disable=SC1091,SC2154 # srcdir comes from tests/run
ALL=all
. "$srcdir/tests/scan/t-discover.sh"
