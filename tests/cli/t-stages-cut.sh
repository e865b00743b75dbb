#!/bin/sh
# migrate-to-module cut off in each stage, and undo --whole in each: the project
# is as before or as after that stage, and what is gone on with comes to the same.
# A long test: ./dev long.
MODE=cut
. "$srcdir/tests/cli/t-stages.sh"
