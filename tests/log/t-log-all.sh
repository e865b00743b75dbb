#!/bin/sh
# All of t-log.sh, hostile logs too: huge, cut, compressed, in UTF-16.
# A long test: ./dev long.
# shellcheck disable=SC1091,SC2154 # srcdir comes from tests/run
ALL=all
. "$srcdir/tests/log/t-log.sh"
