#!/bin/sh
# The folders of t-symlink.sh, with every release found here.
# A long test: ./dev long.
# shellcheck disable=SC1091,SC2154 # srcdir comes from tests/run
ALL=all
. "$srcdir/tests/facts/t-symlink.sh"
