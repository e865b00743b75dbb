#!/bin/sh
# Every pattern of t-gitignore.sh.
# A long test: ./dev long.
# shellcheck disable=SC1091,SC2154 # srcdir comes from tests/run
ALL=all
. "$srcdir/tests/fmt/t-gitignore.sh"
