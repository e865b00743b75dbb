#!/bin/sh
# Every case of tests/fixes/ID/ by the commands of a user: gomend fix, which
# verifies what it did, and gomend undo, which gives back every byte.
# A long test: ./dev long.
PART=any MODE=gomend ALL_RELEASES=yes
. "$srcdir/tests/fixes/t-fixes.sh"
