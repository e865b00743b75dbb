#!/bin/sh
# The cases of t-goenv-oracle.sh, each with every release found here.
# A long test: ./dev long.
ALL=all
. "$srcdir/tests/facts/t-goenv-oracle.sh"
